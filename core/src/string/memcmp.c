/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/string.h>

int memcmp(const void *a, const void *b, size_t bytes)
{
	const unsigned char *left = a;
	const unsigned char *right = b;

	for (; bytes; bytes--, left++, right++)
		if (*left != *right)
			return *left - *right;
	return 0;
}
