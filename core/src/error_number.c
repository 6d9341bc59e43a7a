/* SPDX-License-Identifier: BSD-3-Clause */
/* Errors as numbers, for images that don't carry the names. */
#include <mote/errno.h>

const char *mote_error_name(int error)
{
	static char text[4]; /* an error number has three digits at most */
	char *digit = &text[sizeof(text) - 1];

	if (error < 0)
		error = -error;
	do {
		*--digit = '0' + error % 10;
		error /= 10;
	} while (error && digit > text);
	return digit;
}
