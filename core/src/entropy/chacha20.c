/* SPDX-License-Identifier: BSD-3-Clause */
#include "chacha20.h"

#include <mote/string.h>

#include "wipe.h"

#define DOUBLE_ROUNDS 10
#define STATE_KEY 4
#define STATE_COUNTER 12
#define STATE_NONCE 13

static uint32_t rotate(uint32_t word, int bits)
{
	return word << bits | word >> (32 - bits);
}

/* RFC 8439 §2.1. */
static void quarter_round(uint32_t *a, uint32_t *b, uint32_t *c, uint32_t *d)
{
	*a += *b;
	*d = rotate(*d ^ *a, 16);
	*c += *d;
	*b = rotate(*b ^ *c, 12);
	*a += *b;
	*d = rotate(*d ^ *a, 8);
	*c += *d;
	*b = rotate(*b ^ *c, 7);
}

/*
 * The four columns, then the four diagonals: a diagonal goes one column further to the right in each
 * row.
 */
static void double_round(uint32_t *x)
{
	for (int shift = 0; shift < 2; shift++)
		for (int i = 0; i < 4; i++)
			quarter_round(&x[i], &x[4 + (i + shift) % 4], &x[8 + (i + 2 * shift) % 4],
				      &x[12 + (i + 3 * shift) % 4]);
}

void mote_chacha20_block(uint32_t block[CHACHA20_BLOCK_WORDS],
			 const uint32_t key[CHACHA20_KEY_WORDS], uint32_t counter,
			 const uint32_t nonce[CHACHA20_NONCE_WORDS])
{
	uint32_t state[CHACHA20_BLOCK_WORDS];

	memcpy(state, "expand 32-byte k", 16);
	memcpy(&state[STATE_KEY], key, CHACHA20_KEY_WORDS * sizeof(*key));
	state[STATE_COUNTER] = counter;
	memcpy(&state[STATE_NONCE], nonce, CHACHA20_NONCE_WORDS * sizeof(*nonce));
	memcpy(block, state, sizeof(state));
	for (int round = 0; round < DOUBLE_ROUNDS; round++)
		double_round(block);
	for (int i = 0; i < CHACHA20_BLOCK_WORDS; i++)
		block[i] += state[i];
	wipe(state, sizeof(state));
}
