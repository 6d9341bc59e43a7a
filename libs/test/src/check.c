/* SPDX-License-Identifier: BSD-3-Clause */
/* Checks. What they say are TAP's comment lines, in front of the result that they belong to. */
#include <mote/format.h>
#include <mote/string.h>
#include <mote/test.h>

#include "outcome.h"

struct outcome mote_test_outcome;

static void begin_complaint(const char *text, const char *file, int line)
{
	mote_test_outcome.failed = true;
	mote_print("# %s:%d: %s ", file, line, text);
}

bool mote_test_check(bool holds, const char *text, const char *file, int line)
{
	if (holds)
		return true;
	begin_complaint(text, file, line);
	mote_print("does not hold\n");
	return false;
}

bool mote_test_check_equal(long is, long should, const char *text, const char *file, int line)
{
	if (is == should)
		return true;
	begin_complaint(text, file, line);
	mote_print("is %ld (0x%lx) and should be %ld (0x%lx)\n", is, is, should, should);
	return false;
}

bool mote_test_check_equal_string(const char *is, const char *should, const char *text,
				  const char *file, int line)
{
	if (is && strcmp(is, should) == 0)
		return true;
	begin_complaint(text, file, line);
	mote_print("is '%s' and should be '%s'\n", is, should);
	return false;
}

void mote_test_skip(const char *reason)
{
	mote_test_outcome.skipped = reason;
}

void mote_test_note(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	mote_print("# ");
	mote_print_list(format, arguments);
	mote_print("\n");
	va_end(arguments);
}
