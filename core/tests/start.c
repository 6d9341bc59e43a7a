/* SPDX-License-Identifier: BSD-3-Clause */
/* What main() finds: steps done in order, memory cleared, arguments in place. */
#include <mote/startup.h>
#include <mote/string.h>
#include <mote/test.h>

#include "../src/arguments.h"

static char order[8];
static size_t steps;

static int note(char step)
{
	if (steps < sizeof(order) - 1)
		order[steps++] = step;
	return 0;
}

static int start_late(void)
{
	return note('l');
}

static int start_b(void)
{
	return note('b');
}

static int start_a(void)
{
	return note('a');
}

/* In another order than that in which they have to run. */
MOTE_STARTUP(MOTE_STAGE_LIBRARIES, test_late, "testing a late step", start_late, NULL);
MOTE_STARTUP(MOTE_STAGE_COMMAND_LINE, test_b, "testing a step", start_b, NULL);
MOTE_STARTUP(MOTE_STAGE_COMMAND_LINE, test_a, "testing the step before it", start_a, NULL);

MOTE_TEST(start_steps, "start: steps run by stage, within a stage by name, each once")
{
	MOTE_CHECK_EQUAL_STRING(order, "abl");
}

MOTE_TEST(start_bss, "start: what has no initialiser is zero")
{
	static char zeros[3 * 4096];
	size_t set = 0;

	for (size_t i = 0; i < sizeof(zeros); i++)
		set += ((volatile char *)zeros)[i] != 0;
	MOTE_CHECK_EQUAL(set, 0);
}

MOTE_TEST(start_arguments,
	  "start: the first argument is the application's name, the last is followed by NULL")
{
	MOTE_CHECK(mote_arguments.count >= 1);
	MOTE_CHECK_EQUAL_STRING(mote_arguments.values[0], "tests");
	MOTE_CHECK_EQUAL(mote_arguments.values[mote_arguments.count], NULL);
}
