/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A bounded buffer: a mutex guards it, producers wait on one condition variable while it is full,
 * consumers on another while it is empty.
 */
#include <mote/condition.h>
#include <mote/format.h>
#include <mote/sleep.h>
#include <mote/thread.h>

#include "show.h"

#define SLOTS 8
#define ITEMS 12 /* that each producer makes */
#define PRODUCERS 2

static struct {
	struct mote_mutex mutex;
	struct mote_condition not_full;
	struct mote_condition not_empty;
	unsigned slots[SLOTS];
	unsigned first;
	unsigned count;
} buffer = {
	.mutex = MOTE_MUTEX_INIT(buffer.mutex),
	.not_full = MOTE_CONDITION_INIT(buffer.not_full),
	.not_empty = MOTE_CONDITION_INIT(buffer.not_empty),
};

/* The mutex is held, so that lines come whole and in order. */
static void draw(const char *who, unsigned item)
{
	mote_print("  %4u ms  %-10s %3u  ", show_milliseconds(), who, item);
	show_bar(buffer.count, SLOTS, SLOTS);
	mote_print("\n");
}

static void put(unsigned item)
{
	mote_mutex_lock(&buffer.mutex);
	while (buffer.count == SLOTS)
		mote_condition_wait(&buffer.not_full, &buffer.mutex);
	buffer.slots[(buffer.first + buffer.count++) % SLOTS] = item;
	draw("puts", item);
	mote_condition_signal(&buffer.not_empty);
	mote_mutex_unlock(&buffer.mutex);
}

static unsigned take(void)
{
	unsigned item;

	mote_mutex_lock(&buffer.mutex);
	while (!buffer.count)
		mote_condition_wait(&buffer.not_empty, &buffer.mutex);
	item = buffer.slots[buffer.first];
	buffer.first = (buffer.first + 1) % SLOTS;
	buffer.count--;
	draw("takes", item);
	mote_condition_signal(&buffer.not_full);
	mote_mutex_unlock(&buffer.mutex);
	return item;
}

static void *produce(void *first)
{
	for (unsigned i = 0; i < ITEMS; i++) {
		put((uintptr_t)first + i);
		/* Fast at first, so that the buffer fills; then slow, so that it empties. */
		mote_sleep(i < ITEMS / 2 ? 1000000 : 9000000);
	}
	return NULL;
}

int demonstrate_bounded_buffer(void)
{
	struct mote_thread *producers[PRODUCERS];
	unsigned sum = 0, expected = 0;

	show_heading(
		"A bounded buffer",
		"Two producers, one consumer, eight places: who finds it full or empty waits.");
	for (uintptr_t i = 0; i < PRODUCERS; i++)
		if (mote_thread_create(&producers[i], NULL, produce, (void *)(i * 100)) != 0)
			return 1;
	for (unsigned i = 0; i < PRODUCERS * ITEMS; i++) {
		sum += take();
		expected += i / ITEMS * 100 + i % ITEMS;
		mote_sleep(4000000);
	}
	for (unsigned i = 0; i < PRODUCERS; i++)
		mote_thread_join(producers[i], NULL);
	mote_print("  %u items went through, none lost, none twice: %s\n", PRODUCERS * ITEMS,
		   sum == expected ? "yes" : "no");
	return sum != expected;
}
