/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/errno.h>
#include <mote/param.h>
#include <mote/string.h>

int mote_param_word(const char *text, const char *const words[], unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(text, words[i]) == 0)
			return (int)i;
	return -EINVAL;
}
