/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CORE_CHACHA20_H
#define CORE_CHACHA20_H

#include <stdint.h>

#define CHACHA20_KEY_WORDS 8
#define CHACHA20_NONCE_WORDS 3
#define CHACHA20_BLOCK_WORDS 16

/*
 * One block of the key stream: the block function of RFC 8439 §2.3. Words are little-endian in the
 * byte strings that the RFC speaks of. BLOCK may not overlap with the others. Any context.
 */
void mote_chacha20_block(uint32_t block[CHACHA20_BLOCK_WORDS],
			 const uint32_t key[CHACHA20_KEY_WORDS], uint32_t counter,
			 const uint32_t nonce[CHACHA20_NONCE_WORDS]);

#endif
