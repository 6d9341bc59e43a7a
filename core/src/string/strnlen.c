/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/string.h>

size_t strnlen(const char *string, size_t max)
{
	size_t length = 0;

	while (length < max && string[length])
		length++;
	return length;
}
