/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The formatter of strings is that of streams: newlib compiles the same source twice, which takes 9 KiB in
 * each image that has both. Its streams know what a string is: what doesn't fit is counted and left out, and
 * asprintf()'s grows.
 */
#include <malloc.h>
#include <reent.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#define FIRST_BYTES 64

int _svfprintf_r(struct _reent *reent, FILE *string, const char *format, va_list arguments);

/* A stream without a buffer would be given one by setting it up, which is not for strings. */
static bool provide_buffer(struct _reent *reent, FILE *string)
{
	static unsigned char nothing; /* snprintf(NULL, 0, ...) has room for no byte */

	if (string->_bf._base)
		return true;
	string->_bf._base = &nothing;
	if (string->_flags & __SMBF) { /* asprintf() */
		string->_bf._base = _malloc_r(reent, FIRST_BYTES);
		string->_bf._size = FIRST_BYTES;
	}
	string->_p = string->_bf._base;
	return string->_p;
}

int _svfprintf_r(struct _reent *reent, FILE *string, const char *format, va_list arguments)
{
	string->_flags2 = 0;
	if (!provide_buffer(reent, string))
		return EOF;
	return _vfprintf_r(reent, string, format, arguments);
}
