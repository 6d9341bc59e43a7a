/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/string.h>

size_t strlen(const char *string)
{
	const char *end = string;

	while (*end)
		end++;
	return end - string;
}
