/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/string.h>

int strncmp(const char *a, const char *b, size_t max)
{
	for (; max && *a && *a == *b; a++, b++, max--)
		;
	return max ? (unsigned char)*a - (unsigned char)*b : 0;
}
