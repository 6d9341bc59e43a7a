/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests that run inside an image. A module tests itself like this:
 *
 *	MOTE_TEST(heap_zeroed, "heap: zeroed memory is zero")
 *	{
 *		unsigned *words = mote_heap_alloc_zeroed(4, sizeof(*words));
 *
 *		MOTE_REQUIRE(words);
 *		MOTE_CHECK_EQUAL(words[3], 0);
 *		mote_heap_free(words);
 *	}
 *
 * A check that fails says where and what, marks the test as failed, and is false; the test goes on.
 * Checks may be made in any thread while the test runs.
 */
#ifndef MOTE_TEST_H
#define MOTE_TEST_H

#include <mote/compiler.h>
#include <mote/table.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mote_test {
	const char *text; /* "topic: what holds" */
	void (*run)(void);
};

/* Registers a test and begins its body. Tests run in the order of their ids. */
#define MOTE_TEST(id, description)                                                                 \
	static void test_##id(void);                                                               \
	MOTE_TABLE_ENTRY(struct mote_test, test, #id, mote_test_##id) = {.text = description,      \
									 .run = test_##id};        \
	static void test_##id(void)

struct mote_fault {
	const char *name;
	const char *report; /* what the panic says; a * stands for any text */
	void (*run)(void);
};

/* A function that backtraces name: neither inlined nor left by a jump to what it calls last. */
#define MOTE_IN_BACKTRACE __attribute__((noinline, optimize("no-optimize-sibling-calls")))

/*
 * Registers a fault and begins its body: a function that must end the image by a panic. The panic's
 * backtrace must name it, or another function whose name begins with its own, fault_ID. It runs
 * only when test.fault= asks for it.
 */
#define MOTE_FAULT(id, expected_report)                                                            \
	static MOTE_IN_BACKTRACE void fault_##id(void);                                            \
	MOTE_TABLE_ENTRY(struct mote_fault, fault, #id, mote_fault_##id) = {                       \
		.name = #id, .report = expected_report, .run = fault_##id};                        \
	static void fault_##id(void)

/* Checks that CONDITION holds. */
#define MOTE_CHECK(condition) mote_test_check((condition), #condition, __FILE__, __LINE__)

/* The same, and leaves the function where it doesn't. */
#define MOTE_REQUIRE(condition)                                                                    \
	do {                                                                                       \
		if (!MOTE_CHECK(condition))                                                        \
			return;                                                                    \
	} while (0)

/* Checks that two integers or two pointers are the same. */
#define MOTE_CHECK_EQUAL(is, should)                                                               \
	mote_test_check_equal((long)(is), (long)(should), #is, __FILE__, __LINE__)

/* Checks that two strings are the same. */
#define MOTE_CHECK_EQUAL_STRING(is, should)                                                        \
	mote_test_check_equal_string((is), (should), #is, __FILE__, __LINE__)

/* What the macros above call; they return whether the check holds. */
bool mote_test_check(bool holds, const char *text, const char *file, int line);
bool mote_test_check_equal(long is, long should, const char *text, const char *file, int line);
bool mote_test_check_equal_string(const char *is, const char *should, const char *text,
				  const char *file, int line);

/* Marks the running test as one that can't be run here, because of REASON, which must last. */
void mote_test_skip(const char *reason);

/* Prints a line that a person may want to see with the test's result. Takes printf's arguments. */
void mote_test_note(const char *format, ...) MOTE_PRINTF(1, 2);

/*
 * Does what the parameters ask for: by default all tests. Prints TAP (version 13). Returns 0 when
 * all passed, 1 when one failed or there was none. Thread context.
 */
int mote_test_main(void);

#endif
