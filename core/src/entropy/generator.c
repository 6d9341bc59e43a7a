/* SPDX-License-Identifier: BSD-3-Clause */
#include "generator.h"

#include <mote/string.h>

#include "wipe.h"

/* Each key is used once, so the nonce may always be the same. */
static const uint32_t nonce[CHACHA20_NONCE_WORDS];

void mote_generator_next(struct generator *generator, uint32_t key[CHACHA20_KEY_WORDS])
{
	uint32_t block[CHACHA20_BLOCK_WORDS];

	mote_chacha20_block(block, generator->key, 0, nonce);
	memcpy(generator->key, block, GENERATOR_KEY_BYTES);
	memcpy(key, block + CHACHA20_KEY_WORDS, GENERATOR_KEY_BYTES);
	wipe(block, sizeof(block));
}

void mote_generator_seed(struct generator *generator, const uint32_t seed[CHACHA20_KEY_WORDS])
{
	uint32_t unused[CHACHA20_KEY_WORDS];

	for (int i = 0; i < CHACHA20_KEY_WORDS; i++)
		generator->key[i] ^= seed[i];
	mote_generator_next(generator, unused);
	wipe(unused, sizeof(unused));
}

void mote_generator_expand(uint32_t key[CHACHA20_KEY_WORDS], void *buffer, size_t bytes)
{
	uint32_t block[CHACHA20_BLOCK_WORDS];
	char *to = buffer;

	/* The key is as random as what it stands for, and nobody else gets it. */
	if (bytes <= GENERATOR_KEY_BYTES) {
		memcpy(buffer, key, bytes);
		bytes = 0;
	}
	for (uint32_t counter = 0; bytes; counter++) {
		size_t now = bytes < sizeof(block) ? bytes : sizeof(block);

		mote_chacha20_block(block, key, counter, nonce);
		memcpy(to, block, now);
		to += now;
		bytes -= now;
	}
	wipe(block, sizeof(block));
	wipe(key, GENERATOR_KEY_BYTES);
}
