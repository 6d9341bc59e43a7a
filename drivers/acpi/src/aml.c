/* SPDX-License-Identifier: BSD-3-Clause */
#include "aml.h"

#include <mote/string.h>

const uint8_t *mote_aml_find(struct aml aml, const void *pattern, size_t count, size_t bytes)
{
	for (; (size_t)(aml.end - aml.at) >= bytes; aml.at++)
		if (*aml.at == *(const uint8_t *)pattern && memcmp(aml.at, pattern, count) == 0)
			return aml.at;
	return NULL;
}
