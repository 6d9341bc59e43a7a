/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/format.h>
#include <mote/mutex.h>
#include <mote/plat.h>
#include <mote/semaphore.h>
#include <mote/test.h>
#include <mote/thread.h>

static struct mote_mutex mutex = MOTE_MUTEX_INIT(mutex);

MOTE_FAULT(mutex_twice, "mutex *: locked twice by thread main")
{
	mote_mutex_lock(&mutex);
	mote_mutex_lock(&mutex);
}

MOTE_FAULT(mutex_foreign, "mutex *: unlocked by thread main, which doesn't have it")
{
	mote_mutex_unlock(&mutex);
}

MOTE_FAULT(deadlock, "deadlock")
{
	struct mote_semaphore never = MOTE_SEMAPHORE_INIT(never, 0);

	mote_semaphore_wait(&never);
}

static void run_in_thread(const char *name, void *(*entry)(void *))
{
	const struct mote_thread_attributes attributes = {
		.name = name,
		.priority = MOTE_PRIORITY_NORMAL,
	};
	struct mote_thread *thread;

	if (mote_thread_create(&thread, &attributes, entry, NULL) == 0)
		mote_thread_join(thread, NULL);
}

static MOTE_IN_BACKTRACE void *fault_thread_null_write_in(void *null)
{
	*(volatile int *)null = 1;
	return null;
}

MOTE_FAULT(thread_null_write, "page fault: write to 0000000000000000, a null pointer")
{
	run_in_thread("worker", fault_thread_null_write_in);
}

/* Where guard pages don't tell, the platform has tests of how an overflow is found. */
#if !MOTE_PLAT_STACK_RESERVE
static MOTE_IN_BACKTRACE int fault_thread_stack_overflow_deeper(volatile int *deep)
{
	volatile int deeper[64] = {deep[0] + 1};

	return deeper[0] ? fault_thread_stack_overflow_deeper(deeper) + deeper[1] : 0;
}

static void *overflow(void *argument)
{
	volatile int begin[1] = {0};

	mote_print("%d\n", fault_thread_stack_overflow_deeper(begin));
	return argument;
}

/* It happens in another thread than the fault's function, which waits. */
MOTE_FAULT(thread_stack_overflow, "page fault: write to *, the stack has overflowed")
{
	run_in_thread("deep", overflow);
}
#endif

static struct mote_mutex other = MOTE_MUTEX_INIT(other);

/* Has the other mutex and waits for the first, which the main thread has. */
static void *close_half(void *argument)
{
	mote_mutex_lock(&other);
	mote_mutex_lock(&mutex);
	return argument;
}

MOTE_FAULT(mutex_circle, "mutex *: thread main waits for thread half, which waits for it in turn")
{
	struct mote_thread_attributes attributes = {.name = "half",
						    .priority = MOTE_PRIORITY_NORMAL};
	struct mote_thread *thread;

	mote_mutex_lock(&mutex);
	if (mote_thread_create(&thread, &attributes, close_half, NULL) == 0)
		mote_thread_yield();
	mote_mutex_lock(&other);
}

MOTE_FAULT(resume_running, "thread main is resumed and was not suspended")
{
	mote_thread_resume(mote_thread_self());
}

MOTE_FAULT(suspend_enabled, "thread main enables suspension without having disabled it")
{
	mote_suspend_enable();
}

static MOTE_IN_BACKTRACE void *fault_mutex_kept_holder(void *argument)
{
	mote_mutex_lock(&mutex);
	mote_thread_yield();
	mote_thread_exit(argument);
	return argument;
}

/* It happens in another thread, which the fault's function waits for. */
MOTE_FAULT(mutex_kept, "thread * ended while it had a mutex that others wait for")
{
	struct mote_thread *thread;

	if (mote_thread_create(&thread, NULL, fault_mutex_kept_holder, NULL) != 0)
		return;
	mote_thread_yield();
	mote_mutex_lock(&mutex);
}
