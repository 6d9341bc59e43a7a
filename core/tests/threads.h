/* SPDX-License-Identifier: BSD-3-Clause */
/* What tests of threads have in common. */
#ifndef CORE_TESTS_THREADS_H
#define CORE_TESTS_THREADS_H

#include <mote/test.h>
#include <mote/thread.h>

/* Far more turns of a loop than any thread has to wait for another in a test that passes. */
#define TEST_PATIENCE 400000000ul

/* Between the main thread's priority and others. */
#define TEST_LOW 5
#define TEST_MIDDLE 10
#define TEST_HIGH 20

/* A new thread, which must be joined; NULL, and a failed check, where there is no memory for it. */
static inline struct mote_thread *test_spawn(const char *name, unsigned priority,
					     void *(*entry)(void *), void *argument)
{
	struct mote_thread_attributes attributes = {.name = name, .priority = priority};
	struct mote_thread *thread = NULL;

	MOTE_CHECK_EQUAL(mote_thread_create(&thread, &attributes, entry, argument), 0);
	return thread;
}

struct test_search {
	const struct mote_thread *wanted;
	struct mote_thread_view found;
};

static inline int test_find(const struct mote_thread_view *view, void *context)
{
	struct test_search *search = context;

	if (view->thread != search->wanted)
		return 0;
	search->found = *view;
	return 1;
}

/* THREAD as it is now; its name is NULL where there is no such thread. */
static inline struct mote_thread_view test_view(const struct mote_thread *thread)
{
	struct test_search search = {.wanted = thread};

	mote_thread_for_each(test_find, &search);
	return search.found;
}

/* Spins, without a call that could lead to a switch, until *FLAG is set. Returns whether it was. */
static inline bool test_spin_until(const volatile bool *flag)
{
	for (unsigned long patience = TEST_PATIENCE; patience && !*flag; patience--)
		;
	return *flag;
}

#endif
