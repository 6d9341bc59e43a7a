/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/console.h>
#include <mote/format.h>

static void put_on_console(void *context, const char *text, size_t bytes)
{
	(void)context;
	mote_console_write(text, bytes);
}

void mote_print_list(const char *format, va_list arguments)
{
	mote_format_to(put_on_console, NULL, format, arguments);
}

void mote_print(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	mote_print_list(format, arguments);
	va_end(arguments);
}
