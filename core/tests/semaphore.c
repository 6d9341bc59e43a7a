/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/errno.h>
#include <mote/semaphore.h>
#include <mote/test.h>
#include <mote/thread.h>

#define ITEMS 50
#define ROOM 3

/* A buffer between two threads, the classical use: one semaphore counts items, the other room. */
static struct mote_semaphore items = MOTE_SEMAPHORE_INIT(items, 0);
static struct mote_semaphore room = MOTE_SEMAPHORE_INIT(room, ROOM);
static unsigned buffer[ROOM];

static void *produce(void *argument)
{
	for (unsigned i = 0; i < ITEMS; i++) {
		MOTE_CHECK_EQUAL(mote_semaphore_wait(&room), MOTE_WAIT_WOKEN);
		buffer[i % ROOM] = i;
		mote_semaphore_post(&items);
	}
	return argument;
}

MOTE_TEST(semaphore_buffer, "semaphore: a producer and a consumer share a small buffer")
{
	struct mote_thread *producer;

	MOTE_REQUIRE(mote_thread_create(&producer, NULL, produce, NULL) == 0);
	for (unsigned i = 0; i < ITEMS; i++) {
		MOTE_CHECK_EQUAL(mote_semaphore_wait(&items), MOTE_WAIT_WOKEN);
		MOTE_CHECK_EQUAL(buffer[i % ROOM], i);
		mote_semaphore_post(&room);
	}
	mote_thread_join(producer, NULL);
}

MOTE_TEST(semaphore_try, "semaphore: trying takes one if there is one")
{
	struct mote_semaphore semaphore;

	mote_semaphore_init(&semaphore, 1);
	MOTE_CHECK_EQUAL(mote_semaphore_try_wait(&semaphore), 0);
	MOTE_CHECK_EQUAL(mote_semaphore_try_wait(&semaphore), -EAGAIN);
	mote_semaphore_post(&semaphore);
	MOTE_CHECK_EQUAL(mote_semaphore_try_wait(&semaphore), 0);
}

static void *wait_on(void *semaphore)
{
	return (void *)(uintptr_t)mote_semaphore_wait(semaphore);
}

MOTE_TEST(semaphore_interrupt, "semaphore: an interrupted wait takes nothing")
{
	struct mote_semaphore semaphore;
	struct mote_thread *thread;
	void *result = NULL;

	mote_semaphore_init(&semaphore, 0);
	MOTE_REQUIRE(mote_thread_create(&thread, NULL, wait_on, &semaphore) == 0);
	mote_thread_yield();
	mote_thread_interrupt(thread);
	mote_thread_join(thread, &result);
	MOTE_CHECK_EQUAL(result, MOTE_WAIT_INTERRUPTED);
	mote_semaphore_post(&semaphore);
	MOTE_CHECK_EQUAL(mote_semaphore_try_wait(&semaphore), 0);
}
