/* SPDX-License-Identifier: BSD-3-Clause */
/* Runs one test of the suite: the first argument names it, the others are its own. */
#include <mote/clock.h>
#include <mote/errno.h>
#include <mote/panic.h>
#include <mote/sleep.h>
#include <mote/thread.h>
#include <stdio.h>
#include <string.h>

#include "table.h"

/* What no test needs; whoever still waits then waits for ever. */
#define LIMIT (1800 * 1000000000ull)

#define DOES_NOT_BUILD 3
#define NO_SUCH_TEST 100
#define NO_WATCH 101

static const struct suite_test *find(const char *name)
{
	for (const struct suite_test *test = suite_tests; test->name; test++)
		if (strcmp(test->name, name) == 0)
			return test;
	return NULL;
}

static int list(void)
{
	for (const struct suite_test *test = suite_tests; test->name; test++)
		puts(test->name);
	return 0;
}

/* Ends a test that would go on for ever, of which the core can't tell that it does: it sleeps, not waits. */
static void *watch(void *unused)
{
	mote_sleep(LIMIT);
	mote_panic("the test was still running after %u s", (unsigned)(LIMIT / 1000000000));
	return unused;
}

static int start_watch(void)
{
	const struct mote_thread_attributes attributes = {.name = "watch",
							  .priority = MOTE_PRIORITY_HIGHEST};
	struct mote_thread *thread;

	return mote_thread_create(&thread, &attributes, watch, NULL);
}

int main(int argc, char **argv, char **environment)
{
	const struct suite_test *test;

	if (argc < 2)
		return list();
	test = find(argv[1]);
	if (!test) {
		printf("There is no test %s.\n", argv[1]);
		return NO_SUCH_TEST;
	}
	if (!test->main) {
		puts(test->why_not);
		return DOES_NOT_BUILD;
	}
	if (start_watch() != 0)
		return NO_WATCH;
	return test->main(argc - 1, argv + 1, environment);
}
