/* SPDX-License-Identifier: BSD-3-Clause */
/* Suspension: as a garbage collector uses it. */
#include <config/TIME.h>
#include <mote/clock.h>
#include <mote/semaphore.h>
#include <mote/sleep.h>

#include "threads.h"

static volatile bool stop;
static volatile unsigned long steps;
static struct mote_semaphore go = MOTE_SEMAPHORE_INIT(go, 0);

/* Gives the processor to whoever is ready, of whatever priority, for a while. */
static void let_run(void)
{
	if (CONFIG_TIME) {
		mote_sleep(2 * MOTE_NANOSECONDS_PER_MILLISECOND);
	} else {
		for (int i = 0; i < 10; i++)
			mote_thread_yield();
	}
}

static void *step(void *argument)
{
	while (!stop) {
		steps++;
		if (!CONFIG_TIME)
			mote_thread_yield();
	}
	return argument;
}

/* Whether it executes anything now. */
static bool runs(void)
{
	unsigned long before = steps;

	let_run();
	return steps != before;
}

/* Whether it executes something soon: a busy machine may not let it at once. */
static bool goes_on(void)
{
	for (int i = 0; i < 500; i++)
		if (runs())
			return true;
	return false;
}

static void end(struct mote_thread *thread)
{
	stop = true;
	mote_thread_join(thread, NULL);
}

static struct mote_thread *begin(void *(*entry)(void *))
{
	struct mote_thread *thread;

	stop = false;
	steps = 0;
	thread = test_spawn("victim", mote_thread_priority(mote_thread_self()), entry, NULL);
	let_run();
	return thread;
}

MOTE_TEST(suspend_running, "suspend: who computes stands still until it is resumed as often")
{
	struct mote_thread *thread = begin(step);

	MOTE_REQUIRE(thread);
	MOTE_CHECK(goes_on());
	mote_thread_suspend(thread);
	MOTE_CHECK(!runs());
	MOTE_CHECK_EQUAL(test_view(thread).state, MOTE_THREAD_SUSPENDED);
	MOTE_CHECK(test_view(thread).suspended);
	mote_thread_suspend(thread);
	mote_thread_resume(thread);
	MOTE_CHECK(!runs());
	mote_thread_resume(thread);
	MOTE_CHECK(goes_on());
	end(thread);
}

static void *wait_then_step(void *argument)
{
	mote_semaphore_wait(&go);
	return step(argument);
}

MOTE_TEST(suspend_waiting, "suspend: who waits goes on waiting, and stands still when it is woken")
{
	struct mote_thread *thread = begin(wait_then_step);

	MOTE_REQUIRE(thread);
	mote_thread_suspend(thread);
	MOTE_CHECK_EQUAL(test_view(thread).state, MOTE_THREAD_WAITING);
	MOTE_CHECK(test_view(thread).suspended);
	mote_semaphore_post(&go);
	MOTE_CHECK(!runs());
	MOTE_CHECK_EQUAL(test_view(thread).state, MOTE_THREAD_SUSPENDED);
	mote_thread_resume(thread);
	MOTE_CHECK(goes_on());
	end(thread);
}

MOTE_TEST(suspend_resumed, "suspend: who is resumed before it is woken has missed nothing")
{
	struct mote_thread *thread = begin(wait_then_step);

	MOTE_REQUIRE(thread);
	mote_thread_suspend(thread);
	mote_thread_resume(thread);
	mote_semaphore_post(&go);
	MOTE_CHECK(goes_on());
	end(thread);
}

static volatile bool may_enable;
static volatile bool is_disabled;
static volatile unsigned long locked_steps;

/* Has something that others need, twice over, until it is told to give it up. */
static void *step_disabled(void *argument)
{
	mote_suspend_disable();
	mote_suspend_disable();
	is_disabled = true;
	while (!may_enable) {
		locked_steps++;
		mote_thread_yield();
	}
	mote_suspend_enable();
	locked_steps = 0;
	is_disabled = false;
	mote_suspend_enable();
	return step(argument);
}

static void *enable_later(void *argument)
{
	unsigned long before = locked_steps;

	/* It goes on although somebody has asked for its suspension. */
	while (locked_steps < before + 10)
		mote_thread_yield();
	may_enable = true;
	return argument;
}

MOTE_TEST(suspend_disabled, "suspend: who has disabled it goes on until it enables it")
{
	struct mote_thread *thread, *other;

	may_enable = is_disabled = false;
	thread = begin(step_disabled);
	MOTE_REQUIRE(thread);
	MOTE_CHECK(is_disabled);
	other = test_spawn("other", mote_thread_priority(mote_thread_self()), enable_later, NULL);
	mote_thread_suspend(thread);
	MOTE_CHECK(may_enable);
	MOTE_CHECK(!is_disabled);
	MOTE_CHECK(!runs());
	MOTE_CHECK_EQUAL(test_view(thread).state, MOTE_THREAD_SUSPENDED);
	mote_thread_resume(thread);
	MOTE_CHECK(goes_on());
	end(thread);
	if (other)
		mote_thread_join(other, NULL);
}

static void *suspend_self(void *argument)
{
	mote_thread_suspend(mote_thread_self());
	return step(argument);
}

MOTE_TEST(suspend_self, "suspend: a thread suspends itself, and another resumes it")
{
	struct mote_thread *thread = begin(suspend_self);

	MOTE_REQUIRE(thread);
	MOTE_CHECK(!runs());
	MOTE_CHECK_EQUAL(test_view(thread).state, MOTE_THREAD_SUSPENDED);
	mote_thread_resume(thread);
	MOTE_CHECK(goes_on());
	end(thread);
}

MOTE_TEST(suspend_priority, "suspend: who stands still gets its new priority when it is resumed")
{
	struct mote_thread *thread = begin(step);

	MOTE_REQUIRE(thread);
	mote_thread_suspend(thread);
	mote_thread_set_priority(thread, TEST_LOW);
	mote_thread_interrupt(thread);
	MOTE_CHECK(!runs());
	mote_thread_resume(thread);
	MOTE_CHECK_EQUAL(test_view(thread).priority, TEST_LOW);
	if (CONFIG_TIME)
		MOTE_CHECK(goes_on());
	end(thread);
}

/* What a collector looks for; no constant, since that would lie in the code too. */
static volatile uintptr_t half = 0x5ec7e7ull << 32;

#define SECRET_OF(number) ((half ^ (half >> 13)) + (number))

/* The value lies in a register or on the stack, as the compiler likes. */
static void *keep_in_a_loop(void *number)
{
	uintptr_t secret = SECRET_OF((uintptr_t)number);

	steps++;
	while (!stop)
		if (!CONFIG_TIME)
			mote_thread_yield();
	return (void *)secret;
}

static void *keep_in_a_wait(void *number)
{
	uintptr_t secret = SECRET_OF((uintptr_t)number);

	steps++;
	mote_semaphore_wait(&go);
	return (void *)secret;
}

#define KEEPERS 8

struct collection {
	struct mote_thread *threads[KEEPERS];
	bool found[KEEPERS];
};

static void scan(uintptr_t begin_address, uintptr_t end_address, struct collection *collection)
{
	const uintptr_t *word = (const uintptr_t *)(begin_address & -sizeof(uintptr_t));

	for (; word < (const uintptr_t *)end_address; word++)
		if (*word - SECRET_OF(0) < KEEPERS)
			collection->found[*word - SECRET_OF(0)] = true;
}

static int scan_thread(const struct mote_thread_view *view, void *context)
{
	struct collection *collection = context;

	for (size_t i = 0; i < KEEPERS; i++) {
		if (view->thread != collection->threads[i])
			continue;
		MOTE_CHECK(view->suspended);
		MOTE_CHECK(view->stack_pointer >= view->stack_begin);
		MOTE_CHECK(view->stack_pointer < view->stack_end);
		scan(view->stack_pointer, view->stack_end, collection);
	}
	return 0;
}

MOTE_TEST(suspend_collector,
	  "suspend: all that a thread has lies between its stack pointer and its stack's end")
{
	static struct collection collection;

	stop = false;
	steps = 0;
	collection = (struct collection){.found = {false}};
	for (size_t i = 0; i < KEEPERS; i++)
		collection.threads[i] =
			test_spawn("keeper", mote_thread_priority(mote_thread_self()),
				   i % 2 ? keep_in_a_wait : keep_in_a_loop, (void *)i);
	while (steps < KEEPERS)
		let_run();
	for (size_t i = 0; i < KEEPERS; i++)
		mote_thread_suspend(collection.threads[i]);
	mote_thread_for_each(scan_thread, &collection);
	for (size_t i = 0; i < KEEPERS; i++) {
		MOTE_CHECK(collection.found[i]);
		mote_thread_resume(collection.threads[i]);
	}
	stop = true;
	for (size_t i = 0; i < KEEPERS; i++) {
		void *result = NULL;

		mote_semaphore_post(&go);
		mote_thread_join(collection.threads[i], &result);
		MOTE_CHECK_EQUAL(result, SECRET_OF(i));
	}
	while (mote_semaphore_try_wait(&go) == 0)
		;
}
