/* SPDX-License-Identifier: BSD-3-Clause */
/* ChaCha20 by the vectors of RFC 8439, and the generator that is made of it. */
#include "../../core/src/entropy/chacha20.h"

#include <stdbool.h>
#include <string.h>
#include <unit.h>

#include "../../core/src/entropy/generator.h"

static void block_of_section_2_3_2(void **state)
{
	static const uint8_t expected[64] = {
		0x10, 0xf1, 0xe7, 0xe4, 0xd1, 0x3b, 0x59, 0x15, 0x50, 0x0f, 0xdd, 0x1f, 0xa3,
		0x20, 0x71, 0xc4, 0xc7, 0xd1, 0xf4, 0xc7, 0x33, 0xc0, 0x68, 0x03, 0x04, 0x22,
		0xaa, 0x9a, 0xc3, 0xd4, 0x6c, 0x4e, 0xd2, 0x82, 0x64, 0x46, 0x07, 0x9f, 0xaa,
		0x09, 0x14, 0xc2, 0xd7, 0x05, 0xd9, 0x8b, 0x02, 0xa2, 0xb5, 0x12, 0x9c, 0xd1,
		0xde, 0x16, 0x4e, 0xb9, 0xcb, 0xd0, 0x83, 0xe8, 0xa2, 0x50, 0x3c, 0x4e};
	static const uint32_t nonce[3] = {0x09000000, 0x4a000000, 0};
	uint8_t key[32];
	uint32_t words[8], block[16];

	(void)state;
	for (int i = 0; i < 32; i++)
		key[i] = (uint8_t)i;
	memcpy(words, key, sizeof(words));
	mote_chacha20_block(block, words, 1, nonce);
	assert_memory_equal(block, expected, sizeof(expected));
}

/* Appendix A.1, test vectors 1 to 5: the first 16 bytes of each. */
static void blocks_of_appendix_a(void **state)
{
	static const struct {
		uint8_t key_byte_1, key_byte_31, nonce_byte_11;
		uint32_t counter;
		uint8_t expected[16];
	} vectors[] = {
		{0,
		 0,
		 0,
		 0,
		 {0x76, 0xb8, 0xe0, 0xad, 0xa0, 0xf1, 0x3d, 0x90, 0x40, 0x5d, 0x6a, 0xe5, 0x53,
		  0x86, 0xbd, 0x28}},
		{0,
		 0,
		 0,
		 1,
		 {0x9f, 0x07, 0xe7, 0xbe, 0x55, 0x51, 0x38, 0x7a, 0x98, 0xba, 0x97, 0x7c, 0x73,
		  0x2d, 0x08, 0x0d}},
		{0,
		 1,
		 0,
		 1,
		 {0x3a, 0xeb, 0x52, 0x24, 0xec, 0xf8, 0x49, 0x92, 0x9b, 0x9d, 0x82, 0x8d, 0xb1,
		  0xce, 0xd4, 0xdd}},
		{0xff,
		 0,
		 0,
		 2,
		 {0x72, 0xd5, 0x4d, 0xfb, 0xf1, 0x2e, 0xc4, 0x4b, 0x36, 0x26, 0x92, 0xdf, 0x94,
		  0x13, 0x7f, 0x32}},
		{0,
		 0,
		 2,
		 0,
		 {0xc2, 0xc6, 0x4d, 0x37, 0x8c, 0xd5, 0x36, 0x37, 0x4a, 0xe2, 0x04, 0xb9, 0xef,
		  0x93, 0x3f, 0xcd}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		uint8_t key[32] = {0}, nonce[12] = {0};
		uint32_t key_words[8], nonce_words[3], block[16];

		key[1] = vectors[i].key_byte_1;
		key[31] = vectors[i].key_byte_31;
		nonce[11] = vectors[i].nonce_byte_11;
		memcpy(key_words, key, sizeof(key));
		memcpy(nonce_words, nonce, sizeof(nonce));
		mote_chacha20_block(block, key_words, vectors[i].counter, nonce_words);
		assert_memory_equal(block, vectors[i].expected, 16);
	}
}

/* What the generator must give by its definition, from blocks alone. */
static void generator_is_its_definition(void **state)
{
	static const uint32_t nonce[3];
	struct generator generator = {.key = {1, 2, 3, 4, 5, 6, 7, 8}};
	uint32_t seed[8] = {9, 8, 7, 6, 5, 4, 3, 2};
	uint32_t mixed[8], block[16], given[8], stream[32];
	uint8_t output[100];

	(void)state;
	for (int i = 0; i < 8; i++)
		mixed[i] = generator.key[i] ^ seed[i];
	mote_chacha20_block(block, mixed, 0, nonce);
	mote_generator_seed(&generator, seed);
	assert_memory_equal(generator.key, block, 32);

	mote_chacha20_block(block, generator.key, 0, nonce);
	mote_generator_next(&generator, given);
	assert_memory_equal(generator.key, block, 32);
	assert_memory_equal(given, block + 8, 32);

	mote_chacha20_block(stream, given, 0, nonce);
	mote_chacha20_block(stream + 16, given, 1, nonce);
	memcpy(block, given, sizeof(given));
	mote_generator_expand(given, output, sizeof(output));
	assert_memory_equal(output, stream, sizeof(output));
	/* What a key is enough for is the key. */
	for (size_t bytes = 0; bytes <= sizeof(given); bytes++) {
		memcpy(given, block, sizeof(given));
		memset(output, 0, sizeof(output));
		mote_generator_expand(given, output, bytes);
		assert_memory_equal(output, block, bytes);
		assert_int_equal(output[bytes], 0);
	}
}

/* What was given out is nowhere in the state, nor is the key that it came from. */
static void generator_forgets(void **state)
{
	struct generator generator = {.key = {1}};
	uint32_t before[8], given[8];
	uint8_t output[7];

	(void)state;
	memcpy(before, generator.key, sizeof(before));
	mote_generator_next(&generator, given);
	for (int i = 0; i < 8; i++) {
		assert_int_not_equal(generator.key[i], given[i]);
		assert_int_not_equal(generator.key[i], before[i]);
	}
	mote_generator_expand(given, output, sizeof(output));
	for (int i = 0; i < 8; i++)
		assert_int_equal(given[i], 0);
}

static void generator_depends_on_each_bit_of_the_seed(void **state)
{
	uint32_t given[257][8];

	(void)state;
	for (int bit = 0; bit <= 256; bit++) {
		struct generator generator = {.key = {0}};
		uint32_t seed[8] = {0};

		if (bit < 256)
			seed[bit / 32] = 1u << bit % 32;
		mote_generator_seed(&generator, seed);
		mote_generator_next(&generator, given[bit]);
		for (int other = 0; other < bit; other++)
			assert_memory_not_equal(given[bit], given[other], 32);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(block_of_section_2_3_2, "chacha20: the block of RFC 8439 2.3.2"),
		UNIT_TEST(blocks_of_appendix_a, "chacha20: the blocks of RFC 8439 A.1"),
		UNIT_TEST(generator_is_its_definition, "generator: gives what its definition says"),
		UNIT_TEST(generator_forgets, "generator: forgets what it has given out"),
		UNIT_TEST(generator_depends_on_each_bit_of_the_seed,
			  "generator: each bit of the seed matters"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
