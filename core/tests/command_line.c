/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/errno.h>
#include <mote/param.h>
#include <mote/test.h>

#include "../src/tokens.h"

MOTE_TEST(command_line_tokens, "command line: blanks separate, quotes hold together")
{
	char text[] = "  a\tb=\"c d\"e \"\"\n--";
	char *position = text;

	MOTE_CHECK_EQUAL_STRING(mote_next_token(&position), "a");
	MOTE_CHECK_EQUAL_STRING(mote_next_token(&position), "b=c de");
	MOTE_CHECK_EQUAL_STRING(mote_next_token(&position), "");
	MOTE_CHECK_EQUAL_STRING(mote_next_token(&position), "--");
	MOTE_CHECK(!mote_next_token(&position));
	MOTE_CHECK(!position);
}

MOTE_TEST(command_line_numbers, "command line: numbers with base, suffix and bounds")
{
	unsigned long value = 7;

	MOTE_CHECK_EQUAL(mote_param_number("0x10", 0, 100, &value), 0);
	MOTE_CHECK_EQUAL(value, 16);
	MOTE_CHECK_EQUAL(mote_param_number("2K", 0, 4096, &value), 0);
	MOTE_CHECK_EQUAL(value, 2048);
	MOTE_CHECK_EQUAL(mote_param_number("101", 0, 100, &value), -ERANGE);
	MOTE_CHECK_EQUAL(mote_param_number("99999999999999999999", 0, 100, &value), -ERANGE);
	MOTE_CHECK_EQUAL(mote_param_number("", 0, 100, &value), -EINVAL);
	MOTE_CHECK_EQUAL(mote_param_number("1x", 0, 100, &value), -EINVAL);
	MOTE_CHECK_EQUAL(value, 2048);
}
