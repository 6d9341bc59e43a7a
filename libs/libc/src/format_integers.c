/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * siprintf() and sniprintf(), by which newlib's own functions (strftime() and others) format integers. In an
 * image whose printf() knows floating point they are that: a second formatter beside it takes 5 KiB.
 */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>

int sniprintf(char *buffer, size_t size, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(buffer, size, format, arguments);
	va_end(arguments);
	return length;
}

int siprintf(char *buffer, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(buffer, INT_MAX, format, arguments);
	va_end(arguments);
	return length;
}
