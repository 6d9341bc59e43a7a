/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/errno.h>
#include <mote/heap.h>
#include <mote/startup.h>
#include <mote/test.h>

MOTE_TEST(heap_fail, "heap: every third allocation fails when it is told to, and none later")
{
	void *memory[9];

	mote_heap_fail_every(3);
	for (int i = 0; i < 9; i++)
		memory[i] = mote_heap_alloc(10);
	mote_heap_fail_every(0);
	for (int i = 0; i < 9; i++) {
		MOTE_CHECK_EQUAL(memory[i] == NULL, i % 3 == 2);
		mote_heap_free(memory[i]);
	}
	memory[0] = mote_heap_alloc(10);
	MOTE_CHECK(memory[0]);
	mote_heap_free(memory[0]);
}

/* A start that needs memory; with heap.fail=1 there is none, and the image must end with status 71. */
static void *needed;

static int start(void)
{
	needed = mote_heap_alloc(100);
	return needed ? 0 : -ENOMEM;
}

static int stop(void)
{
	mote_heap_free(needed);
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_LIBRARIES, heap_fail_test, "allocating for a test", start, stop);
