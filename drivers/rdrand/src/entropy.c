/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The processor's random numbers: RDSEED where it has that, else RDRAND (Intel SDM volume 1
 * §7.3.17). Some processors have come with these instructions broken, giving the same number for
 * ever and saying that all is well; two equal numbers in a row are taken for that.
 */
#include <mote/arch/cpuid.h>
#include <mote/entropy.h>
#include <mote/errno.h>
#include <mote/string.h>
#include <stdbool.h>
#include <stdint.h>

#include "instructions.h"

#define FEATURES_C_RDRAND (1u << 30)
#define CPUID_EXTENDED_FEATURES 7
#define EXTENDED_FEATURES_B_RDSEED (1u << 18)

/* RDSEED may have to wait for the noise, which is made at its own pace. */
#define PATIENCE 10000

/* So many numbers are looked at before the first one is used. */
#define TRIALS 8

static bool has_rdseed;
static uint64_t last;

/* Stores a number that differs from the last one. Returns 0 or -EIO. */
static int read_word(uint64_t *value)
{
	for (int patience = PATIENCE; !(has_rdseed ? read_rdseed(value) : read_rdrand(value));
	     patience--)
		if (!patience)
			return -EIO;
	if (*value == last)
		return -EIO;
	last = *value;
	return 0;
}

static int rdrand_start(void)
{
	uint64_t value;

	has_rdseed = mote_arch_cpuid(CPUID_EXTENDED_FEATURES).b & EXTENDED_FEATURES_B_RDSEED;
	if (!has_rdseed && !(mote_arch_cpuid(MOTE_CPUID_FEATURES).c & FEATURES_C_RDRAND))
		return -ENODEV;
	last = UINT64_MAX;
	for (int trial = 0; trial < TRIALS; trial++)
		if (read_word(&value) != 0)
			return -ENODEV;
	return 0;
}

static int rdrand_read(void *buffer, size_t bytes)
{
	char *to = buffer;

	while (bytes) {
		uint64_t value;
		size_t now = bytes < sizeof(value) ? bytes : sizeof(value);

		if (read_word(&value) != 0)
			return -EIO;
		memcpy(to, &value, now);
		to += now;
		bytes -= now;
	}
	return 0;
}

MOTE_ENTROPY_SOURCE(rdrand) = {
	.name = "processor",
	.start = rdrand_start,
	.read = rdrand_read,
};
