/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/mutex.h>
#include <mote/semaphore.h>
#include <mote/string.h>
#include <mote/test.h>
#include <mote/thread.h>
#include <mote/wait.h>

static struct mote_spinlock lock;
static struct mote_wait_queue queue = MOTE_WAIT_QUEUE_INIT(queue, "a test");

static char order[16];
static size_t woken;

/* The letters that threads are called by, to point to. */
static char letters[] = "abcdefghijklmnopqrstuvwxyz";

static void *wait_once(void *letter)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	enum mote_wait_result result = mote_wait(&queue, &lock, &flags);

	order[woken++] = result == MOTE_WAIT_WOKEN ? *(char *)letter : '!';
	mote_spin_unlock_irqrestore(&lock, flags);
	return NULL;
}

static struct mote_thread *waiter(unsigned priority, char letter)
{
	struct mote_thread_attributes attributes = {.priority = priority};
	struct mote_thread *thread = NULL;

	MOTE_CHECK_EQUAL(
		mote_thread_create(&thread, &attributes, wait_once, &letters[letter - 'a']), 0);
	return thread;
}

static void begin_order(void)
{
	woken = 0;
	memset(order, 0, sizeof(order));
}

/* Lets every other thread go as far as it can, also those of a lower priority. */
static void *nothing(void *argument)
{
	return argument;
}

static void let_others_run(void)
{
	struct mote_thread_attributes attributes = {.priority = MOTE_PRIORITY_LOWEST};
	struct mote_thread *idle;

	if (mote_thread_create(&idle, &attributes, nothing, NULL) == 0)
		mote_thread_join(idle, NULL);
}

static struct mote_thread *wake_one(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	struct mote_thread *thread = mote_wake_one(&queue);

	mote_spin_unlock_irqrestore(&lock, flags);
	return thread;
}

MOTE_TEST(wait_order, "wait: woken by priority, then in the order of coming")
{
	struct mote_thread *a, *b, *c;

	begin_order();
	a = waiter(5, 'a');
	let_others_run();
	b = waiter(9, 'b');
	let_others_run();
	c = waiter(5, 'c');
	let_others_run();
	MOTE_REQUIRE(a && b && c);
	MOTE_CHECK_EQUAL_STRING(order, "");
	MOTE_CHECK_EQUAL(wake_one(), b);
	MOTE_CHECK_EQUAL(wake_one(), a);
	MOTE_CHECK_EQUAL(wake_one(), c);
	MOTE_CHECK_EQUAL(wake_one(), NULL);
	mote_thread_join(a, NULL);
	mote_thread_join(b, NULL);
	mote_thread_join(c, NULL);
	MOTE_CHECK_EQUAL_STRING(order, "bac");
}

MOTE_TEST(wait_all, "wait: all are woken at once")
{
	struct mote_thread *threads[] = {waiter(5, 'a'), waiter(5, 'b'), waiter(5, 'c')};
	unsigned long flags;

	begin_order();
	let_others_run();
	flags = mote_spin_lock_irqsave(&lock);
	mote_wake_all(&queue);
	mote_wake_all(&queue);
	mote_spin_unlock_irqrestore(&lock, flags);
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(threads); i++)
		mote_thread_join(threads[i], NULL);
	MOTE_CHECK_EQUAL_STRING(order, "abc");
}

MOTE_TEST(wait_interrupt, "wait: an interrupt ends a wait, or the next one, and says so")
{
	struct mote_thread *waiting = waiter(5, 'w');
	struct mote_thread *early;

	begin_order();
	let_others_run();
	mote_thread_interrupt(waiting);
	mote_thread_join(waiting, NULL);
	MOTE_CHECK_EQUAL_STRING(order, "!");
	early = waiter(5, 'e');
	mote_thread_interrupt(early);
	mote_thread_join(early, NULL);
	MOTE_CHECK_EQUAL_STRING(order, "!!");
	MOTE_CHECK_EQUAL(wake_one(), NULL);
}

static struct mote_mutex mutex = MOTE_MUTEX_INIT(mutex);

static void *lock_then_wait(void *letter)
{
	mote_mutex_lock(&mutex);
	mote_mutex_unlock(&mutex);
	return wait_once(letter);
}

MOTE_TEST(wait_interrupt_kept,
	  "wait: an interrupt that comes while a mutex is waited for isn't lost")
{
	struct mote_thread_attributes attributes = {.priority = 5};
	struct mote_thread *thread;

	begin_order();
	mote_mutex_lock(&mutex);
	MOTE_REQUIRE(mote_thread_create(&thread, &attributes, lock_then_wait, letters) == 0);
	let_others_run();
	mote_thread_interrupt(thread);
	let_others_run();
	mote_mutex_unlock(&mutex);
	let_others_run();
	MOTE_CHECK_EQUAL_STRING(order, "!");
	wake_one();
	mote_thread_join(thread, NULL);
}

MOTE_TEST(wait_interrupt_unlock,
	  "wait: an interrupt just before the unlock doesn't leave a waiter behind")
{
	struct mote_thread_attributes attributes = {.priority = 5};
	struct mote_thread *thread;

	begin_order();
	mote_mutex_lock(&mutex);
	MOTE_REQUIRE(mote_thread_create(&thread, &attributes, lock_then_wait, letters) == 0);
	let_others_run();
	/* The thread is out of the queue and has not run: the mutex becomes free, not its own. */
	mote_thread_interrupt(thread);
	mote_mutex_unlock(&mutex);
	mote_thread_join(thread, NULL);
	MOTE_CHECK_EQUAL_STRING(order, "!");
}

static struct mote_semaphore semaphore = MOTE_SEMAPHORE_INIT(semaphore, 0);

static void *take_then_wait(void *letter)
{
	MOTE_CHECK_EQUAL(mote_semaphore_wait(&semaphore), MOTE_WAIT_INTERRUPTED);
	MOTE_CHECK_EQUAL(mote_semaphore_wait(&semaphore), MOTE_WAIT_WOKEN);
	return wait_once(letter);
}

MOTE_TEST(wait_interrupt_post, "wait: of an interrupt and a post behind it neither is lost")
{
	struct mote_thread_attributes attributes = {.priority = 5};
	struct mote_thread *thread;

	begin_order();
	MOTE_REQUIRE(
		mote_thread_create(&thread, &attributes, take_then_wait, &letters['w' - 'a']) == 0);
	let_others_run();
	mote_thread_interrupt(thread);
	mote_semaphore_post(&semaphore);
	let_others_run();
	MOTE_CHECK_EQUAL_STRING(order, "");
	MOTE_CHECK_EQUAL(semaphore.count, 0);
	MOTE_CHECK_EQUAL(wake_one(), thread);
	mote_thread_join(thread, NULL);
	MOTE_CHECK_EQUAL_STRING(order, "w");
}

static void *join_then_wait(void *other)
{
	mote_thread_join(other, NULL);
	return wait_once(letters);
}

MOTE_TEST(wait_interrupt_join, "wait: an interrupt that comes while a thread is joined isn't lost")
{
	struct mote_thread_attributes attributes = {.priority = 5};
	struct mote_thread *other = waiter(5, 'o');
	struct mote_thread *thread;

	begin_order();
	MOTE_REQUIRE(mote_thread_create(&thread, &attributes, join_then_wait, other) == 0);
	let_others_run();
	mote_thread_interrupt(thread);
	let_others_run();
	wake_one();
	let_others_run();
	MOTE_CHECK_EQUAL_STRING(order, "o!");
	wake_one();
	mote_thread_join(thread, NULL);
}

static bool is_ready;

/* Comes while the other has seen that it isn't ready, and is about to wait. */
static void *make_ready(void *argument)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	is_ready = true;
	mote_wake_one(&queue);
	mote_spin_unlock_irqrestore(&lock, flags);
	return argument;
}

static void *wait_until_ready(void *done)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	while (!is_ready)
		mote_wait(&queue, &lock, &flags);
	mote_spin_unlock_irqrestore(&lock, flags);
	*(bool *)done = true;
	return NULL;
}

/* A wake-up that is lost leaves the thread behind, which another one then wakes. */
MOTE_TEST(wait_lost, "wait: a wake-up between the look at the condition and the wait isn't lost")
{
	bool done = false;
	struct mote_thread_attributes attributes = {.priority = 5};
	struct mote_thread *waits, *wakes;

	is_ready = false;
	MOTE_REQUIRE(mote_thread_create(&waits, &attributes, wait_until_ready, &done) == 0);
	MOTE_REQUIRE(mote_thread_create(&wakes, &attributes, make_ready, NULL) == 0);
	let_others_run();
	MOTE_CHECK(done);
	wake_one();
	mote_thread_join(waits, NULL);
	mote_thread_join(wakes, NULL);
}
