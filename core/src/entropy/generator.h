/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A generator with fast key erasure (D. J. Bernstein, "Fast-key-erasure random-number generators",
 * 2017): from each key one block is made, of which one half is the next key and the other is given
 * out. So who learns the key later can't find out what was given out before.
 *
 * Pure logic; who uses it provides the lock.
 */
#ifndef CORE_GENERATOR_H
#define CORE_GENERATOR_H

#include <stddef.h>
#include <stdint.h>

#include "chacha20.h"

#define GENERATOR_KEY_BYTES (CHACHA20_KEY_WORDS * 4)

struct generator {
	uint32_t key[CHACHA20_KEY_WORDS];
};

/* Mixes SEED in: the key is hard to guess if it was before or SEED is. */
void mote_generator_seed(struct generator *generator, const uint32_t seed[CHACHA20_KEY_WORDS]);

/* Gives out a key. */
void mote_generator_next(struct generator *generator, uint32_t key[CHACHA20_KEY_WORDS]);

/*
 * Fills BUFFER with what a key that was given out stands for: the key itself where that is enough, else
 * its key stream. The key is wiped.
 */
void mote_generator_expand(uint32_t key[CHACHA20_KEY_WORDS], void *buffer, size_t bytes);

#endif
