/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers that look random and are the same in every run, for tests on the host and in images. */
#ifndef MOTE_TEST_RANDOM_H
#define MOTE_TEST_RANDOM_H

#include <stdint.h>

/*
 * The next number after *STATE, which begins as any seed but 0 (xorshift64*, Vigna 2016). Any
 * context.
 */
static inline uint64_t mote_test_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return (*state * 0x2545f4914f6cdd1d) >> 16;
}

/* A number from 0 up to END, without END. Any context. */
static inline uint64_t mote_test_random_below(uint64_t *state, uint64_t end)
{
	return mote_test_random(state) % end;
}

#endif
