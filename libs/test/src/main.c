/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Runs the tests and prints TAP: a plan, then a line for each test behind what its checks had to
 * say.
 */
#include <mote/format.h>
#include <mote/test.h>

#include "fault.h"
#include "outcome.h"
#include "select.h"

MOTE_TABLE_DEFINE(struct mote_test, test);

/* Returns whether the test did not fail. */
static bool run_test(const struct mote_test *test, unsigned number)
{
	mote_test_outcome = (struct outcome){.failed = false};
	test->run();
	mote_print("%s %u - %s", mote_test_outcome.failed ? "not ok" : "ok", number, test->text);
	if (mote_test_outcome.skipped)
		mote_print(" # SKIP %s", mote_test_outcome.skipped);
	mote_print("\n");
	return !mote_test_outcome.failed;
}

static unsigned count_selected(void)
{
	const struct mote_test *test;
	unsigned count = 0;

	MOTE_TABLE_FOREACH(test, test)
		count += mote_test_is_selected(test->text);
	return count;
}

static int run_tests(void)
{
	const struct mote_test *test;
	unsigned number = 0;
	unsigned failed = 0;

	mote_print("TAP version 13\n1..%u\n", count_selected());
	MOTE_TABLE_FOREACH(test, test) {
		if (mote_test_is_selected(test->text))
			failed += !run_test(test, ++number);
	}
	return failed || !number;
}

static void list_tests(void)
{
	const struct mote_test *test;

	MOTE_TABLE_FOREACH(test, test)
		mote_print("%s\n", test->text);
}

static int run_fault(const struct mote_fault *fault)
{
	fault->run();
	mote_print("# the fault %s did not end the image\n", fault->name);
	return 1;
}

int mote_test_main(void)
{
	if (mote_test_listing == LIST_TESTS)
		list_tests();
	else if (mote_test_listing == LIST_FAULTS)
		mote_test_list_faults();
	else if (mote_test_fault)
		return run_fault(mote_test_fault);
	else
		return run_tests();
	return 0;
}
