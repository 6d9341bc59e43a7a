/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RDRAND_INSTRUCTIONS_H
#define RDRAND_INSTRUCTIONS_H

#include <stdbool.h>
#include <stdint.h>

/* Intel SDM volume 2B, RDSEED and RDRAND: whether there was a number. */
static inline bool read_rdseed(uint64_t *value)
{
	bool is_valid;

	__asm__ volatile("rdseed %0" : "=r"(*value), "=@ccc"(is_valid));
	return is_valid;
}

static inline bool read_rdrand(uint64_t *value)
{
	bool is_valid;

	__asm__ volatile("rdrand %0" : "=r"(*value), "=@ccc"(is_valid));
	return is_valid;
}

#endif
