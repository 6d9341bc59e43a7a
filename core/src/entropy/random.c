/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Random bytes for everybody: one generator, seeded by all sources that there are, and again after
 * some amount.
 *
 *	no seed --(a source gives one)--> seeded --(so many bytes)--> seeded, reseeding
 *
 * In a state without a seed each call tries to get one. When reseeding fails the generator goes on:
 * what it gives is as hard to guess as its first seed was.
 */
#define MOTE_LOG_NAME "random"
#include <config/THREADS.h>
#include <mote/entropy.h>
#include <mote/errno.h>
#include <mote/log.h>
#include <mote/mutex.h>
#include <mote/spinlock.h>
#include <mote/string.h>

#include "generator.h"
#include "wipe.h"

MOTE_TABLE_LAZY_DEFINE(struct mote_entropy_source, entropy_source);

/* After so many bytes the sources are asked again. */
#define RESEED_BYTES (1 << 20)
/* More is generated in pieces, each from a key of its own: a block's number has 32 bits. */
#define PIECE_BYTES ((size_t)1 << 30)

/* As many sources are used. */
#define SOURCES_MAX 32

static struct mote_spinlock lock; /* guards the following three */
static struct generator generator;
static bool is_seeded;
static size_t bytes_left; /* until the sources are asked again */

/* Guards the sources, which may wait. */
static struct mote_mutex source_mutex = MOTE_MUTEX_INIT(source_mutex);
static bool have_started;
static uint32_t started; /* bit N: source N works */

static void start_sources(void)
{
	const struct mote_entropy_source *source;
	unsigned number = 0;

	have_started = true;
	MOTE_TABLE_FOREACH(source, entropy_source) {
		if (number < SOURCES_MAX && source->start() == 0)
			started |= 1u << number;
		number++;
	}
}

static void seed_by(const struct mote_entropy_source *source)
{
	uint32_t seed[CHACHA20_KEY_WORDS];
	unsigned long flags;

	if (source->read(seed, sizeof(seed)) != 0) {
		mote_log_warning("%s fails", source->name);
		return;
	}
	flags = mote_spin_lock_irqsave(&lock);
	mote_generator_seed(&generator, seed);
	is_seeded = true;
	mote_spin_unlock_irqrestore(&lock, flags);
	wipe(seed, sizeof(seed));
}

static void seed(void)
{
	const struct mote_entropy_source *source;
	uint32_t works;

	if (CONFIG_THREADS)
		mote_mutex_lock(&source_mutex);
	if (!have_started)
		start_sources();
	works = started;
	MOTE_TABLE_FOREACH(source, entropy_source) {
		if (works & 1)
			seed_by(source);
		works >>= 1;
	}
	if (CONFIG_THREADS)
		mote_mutex_unlock(&source_mutex);
}

/* Whether BYTES more may be generated without asking the sources; if not, they are to be asked now. */
static bool may_go_on(size_t bytes)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	bool may = is_seeded && bytes <= bytes_left;

	bytes_left = may ? bytes_left - bytes : RESEED_BYTES;
	mote_spin_unlock_irqrestore(&lock, flags);
	return may;
}

/* Gives out a key. Returns 0, or -EAGAIN where there is no seed. */
static int next_key(uint32_t key[CHACHA20_KEY_WORDS])
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	int error = is_seeded ? 0 : -EAGAIN;

	if (!error)
		mote_generator_next(&generator, key);
	mote_spin_unlock_irqrestore(&lock, flags);
	return error;
}

static int fill(void *buffer, size_t bytes)
{
	uint32_t key[CHACHA20_KEY_WORDS];

	if (!may_go_on(bytes))
		seed();
	if (next_key(key) != 0) {
		memset(buffer, 0, bytes);
		return -EAGAIN;
	}
	mote_generator_expand(key, buffer, bytes);
	return 0;
}

int mote_random(void *buffer, size_t bytes)
{
	char *to = buffer;
	int error = 0;

	while (bytes && !error) {
		size_t now = bytes < PIECE_BYTES ? bytes : PIECE_BYTES;

		error = fill(to, now);
		to += now;
		bytes -= now;
	}
	return error;
}
