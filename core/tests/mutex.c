/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/errno.h>
#include <mote/mutex.h>
#include <mote/test.h>
#include <mote/thread.h>

static struct mote_mutex mutex = MOTE_MUTEX_INIT(mutex);
static unsigned inside;
static unsigned rounds;

static void *enter_often(void *argument)
{
	(void)argument;
	for (int i = 0; i < 20; i++) {
		mote_mutex_lock(&mutex);
		MOTE_CHECK_EQUAL(inside++, 0);
		mote_thread_yield();
		MOTE_CHECK_EQUAL(--inside, 0);
		rounds++;
		mote_mutex_unlock(&mutex);
		mote_thread_yield();
	}
	return NULL;
}

MOTE_TEST(mutex_exclusion, "mutex: one thread at a time, and each gets its turn")
{
	struct mote_thread *threads[4];

	rounds = 0;
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		MOTE_REQUIRE(mote_thread_create(&threads[i], NULL, enter_often, NULL) == 0);
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		mote_thread_join(threads[i], NULL);
	MOTE_CHECK_EQUAL(rounds, 80);
}

static void *try_it(void *result)
{
	*(int *)result = mote_mutex_try_lock(&mutex);
	if (*(int *)result == 0)
		mote_mutex_unlock(&mutex);
	return NULL;
}

static int try_in_another_thread(void)
{
	struct mote_thread *thread;
	int result = -ENOSYS;

	if (mote_thread_create(&thread, NULL, try_it, &result) == 0)
		mote_thread_join(thread, NULL);
	return result;
}

MOTE_TEST(mutex_try, "mutex: trying takes a free one and leaves another's")
{
	MOTE_CHECK_EQUAL(mote_mutex_try_lock(&mutex), 0);
	MOTE_CHECK_EQUAL(mote_mutex_try_lock(&mutex), -EBUSY);
	MOTE_CHECK_EQUAL(try_in_another_thread(), -EBUSY);
	mote_mutex_unlock(&mutex);
	MOTE_CHECK_EQUAL(try_in_another_thread(), 0);
}

MOTE_TEST(mutex_init, "mutex: one that is initialised at run time is free")
{
	struct mote_mutex fresh;

	mote_mutex_init(&fresh);
	mote_mutex_lock(&fresh);
	mote_mutex_unlock(&fresh);
	MOTE_CHECK_EQUAL(mote_mutex_try_lock(&fresh), 0);
}
