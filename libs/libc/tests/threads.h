/* SPDX-License-Identifier: BSD-3-Clause */
/* Several threads that do the same, for tests. */
#ifndef LIBC_TESTS_THREADS_H
#define LIBC_TESTS_THREADS_H

#include <mote/test.h>
#include <mote/thread.h>
#include <stdint.h>

#define TEST_THREADS 8

/* Runs WORK in TEST_THREADS threads at once, with the numbers from 0, and waits for all. */
static inline void test_in_threads(void *(*work)(void *number))
{
	struct mote_thread *threads[TEST_THREADS];
	uintptr_t count = 0;

	while (count < TEST_THREADS &&
	       MOTE_CHECK_EQUAL(mote_thread_create(&threads[count], NULL, work, (void *)count), 0))
		count++;
	while (count > 0)
		mote_thread_join(threads[--count], NULL);
}

#endif
