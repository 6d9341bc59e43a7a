/* SPDX-License-Identifier: BSD-3-Clause */
/* Random bytes, in an image that has a source which fails besides those of the machine. */
#include <mote/entropy.h>
#include <mote/errno.h>
#include <mote/string.h>
#include <mote/test.h>

#include "../src/entropy/chacha20.h"

#define SAMPLE 4096
#define DRAWS 64

static unsigned failing_asked, absent_asked;

static int failing_start(void)
{
	return 0;
}

static int failing_read(void *buffer, size_t bytes)
{
	failing_asked++;
	memset(buffer, 0, bytes);
	return -EIO;
}

static int absent_start(void)
{
	return -ENODEV;
}

static int absent_read(void *buffer, size_t bytes)
{
	absent_asked++;
	memset(buffer, 0, bytes);
	return 0;
}

MOTE_ENTROPY_SOURCE(test_failing) = {"a source that fails", failing_start, failing_read};
MOTE_ENTROPY_SOURCE(test_absent) = {"absent", absent_start, absent_read};

static bool is_zero(const unsigned char *bytes, size_t count)
{
	while (count--)
		if (*bytes++)
			return false;
	return true;
}

/* Whether there is entropy; where there is none, BYTES must have become zeros. */
static bool draw(unsigned char *bytes, size_t count)
{
	int error = mote_random(bytes, count);

	if (error == 0)
		return true;
	MOTE_CHECK_EQUAL(error, -EAGAIN);
	MOTE_CHECK(is_zero(bytes, count));
	mote_test_skip("this machine has no source of entropy");
	return false;
}

MOTE_TEST(entropy_draws, "entropy: no two draws are the same, and none is zero")
{
	static unsigned char draws[DRAWS][16];

	for (int i = 0; i < DRAWS; i++) {
		memset(draws[i], 1, sizeof(draws[i]));
		if (!draw(draws[i], sizeof(draws[i])))
			return;
		MOTE_CHECK(!is_zero(draws[i], sizeof(draws[i])));
		for (int other = 0; other < i; other++)
			MOTE_CHECK(memcmp(draws[i], draws[other], sizeof(draws[i])) != 0);
	}
	mote_test_note("random: %02x%02x%02x%02x%02x%02x%02x%02x", draws[0][0], draws[0][1],
		       draws[0][2], draws[0][3], draws[0][4], draws[0][5], draws[0][6],
		       draws[0][7]);
}

MOTE_TEST(entropy_lengths, "entropy: just the bytes that are asked for, of any number")
{
	static unsigned char bytes[300];

	for (size_t length = 0; length <= 200; length++) {
		memset(bytes, 0x5a, sizeof(bytes));
		if (!draw(bytes + 50, length))
			return;
		for (size_t i = 0; i < sizeof(bytes); i++)
			if (i < 50 || i >= 50 + length)
				MOTE_REQUIRE(bytes[i] == 0x5a);
	}
}

/*
 * Each bit of a byte is set as often as not: of 4096 within 6 standard deviations (32 each), which
 * goes wrong by chance once in some 60 million images.
 */
MOTE_TEST(entropy_bits, "entropy: each bit is set as often as not")
{
	static unsigned char bytes[SAMPLE];
	unsigned set[8] = {0}, changes = 0;

	if (!draw(bytes, sizeof(bytes)))
		return;
	for (size_t i = 0; i < SAMPLE; i++)
		for (unsigned bit = 0; bit < 8; bit++)
			set[bit] += bytes[i] >> bit & 1;
	for (unsigned bit = 0; bit < 8; bit++)
		MOTE_CHECK(set[bit] > SAMPLE / 2 - 6 * 32 && set[bit] < SAMPLE / 2 + 6 * 32);
	for (size_t i = 1; i < SAMPLE; i++)
		changes += bytes[i] != bytes[i - 1];
	/* 1 of 256 is like the one before. */
	MOTE_CHECK(changes > SAMPLE * 95 / 100);
}

MOTE_TEST(entropy_sources, "entropy: a source that fails is asked again, one that is absent never")
{
	unsigned char byte;
	unsigned before = failing_asked;

	if (!draw(&byte, 1))
		return;
	MOTE_CHECK(failing_asked >= 1);
	MOTE_CHECK_EQUAL(absent_asked, 0);
	/* After 1 MiB the sources are asked again. */
	for (int i = 0; i < 300; i++) {
		static unsigned char bytes[SAMPLE];

		MOTE_REQUIRE(mote_random(bytes, sizeof(bytes)) == 0);
	}
	MOTE_CHECK(failing_asked > before);
	MOTE_CHECK(failing_asked <= before + 2);
}

MOTE_TEST(entropy_chacha20, "entropy: ChaCha20 as compiled here gives the block of RFC 8439 2.3.2")
{
	static const uint32_t expected[CHACHA20_BLOCK_WORDS] = {
		0xe4e7f110, 0x15593bd1, 0x1fdd0f50, 0xc47120a3, 0xc7f4d1c7, 0x0368c033,
		0x9aaa2204, 0x4e6cd4c3, 0x466482d2, 0x09aa9f07, 0x05d7c214, 0xa2028bd9,
		0xd19c12b5, 0xb94e16de, 0xe883d0cb, 0x4e3c50a2};
	static const uint32_t nonce[CHACHA20_NONCE_WORDS] = {0x09000000, 0x4a000000, 0};
	uint32_t key[CHACHA20_KEY_WORDS], block[CHACHA20_BLOCK_WORDS];

	for (uint32_t i = 0; i < CHACHA20_KEY_WORDS; i++)
		key[i] = 0x03020100 + i * 0x04040404;
	mote_chacha20_block(block, key, 1, nonce);
	MOTE_CHECK(memcmp(block, expected, sizeof(expected)) == 0);
}
