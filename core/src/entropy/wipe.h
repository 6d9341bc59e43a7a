/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CORE_WIPE_H
#define CORE_WIPE_H

#include <stddef.h>

/* Overwrites what was secret; the compiler must not leave it out because nobody reads it again. */
static inline void wipe(void *secret, size_t bytes)
{
	volatile unsigned char *byte = secret;

	while (bytes--)
		*byte++ = 0;
}

#endif
