/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdio.h>
#include <syslog.h>

#define PRIORITY_BITS 7

static const char *name;
static int mask = LOG_UPTO(LOG_DEBUG);

void openlog(const char *program, int options, int facility)
{
	(void)options;
	(void)facility;
	name = program;
}

void closelog(void)
{
	name = NULL;
}

int setlogmask(int wanted)
{
	int before = mask;

	if (wanted)
		mask = wanted;
	return before;
}

void vsyslog(int priority, const char *format, va_list arguments)
{
	if (!(mask & LOG_MASK(priority & PRIORITY_BITS)))
		return;
	flockfile(stderr);
	if (name)
		fprintf(stderr, "%s: ", name);
	vfprintf(stderr, format, arguments);
	putc('\n', stderr);
	funlockfile(stderr);
}

void syslog(int priority, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsyslog(priority, format, arguments);
	va_end(arguments);
}
