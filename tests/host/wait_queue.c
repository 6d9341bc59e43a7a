/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Wait queues against a model: an array of threads in order. Around wait.c stand stubs of the
 * scheduler, which check what it is told; a thread's wait "returns" where its end is noted.
 */
#include "../../core/src/thread/thread.h"

#include <mote/clock.h>
#include <mote/test_random.h>
#include <string.h>
#include <unit.h>

#define THREADS 20
#define QUEUES 3
#define PRIORITIES 4
#define OPERATIONS 4000
#define NOT_WAITING -1

struct model {
	struct mote_thread *waiters[THREADS];
	size_t count;
};

static struct mote_thread threads[THREADS];
static struct mote_wait_queue queues[QUEUES];
static struct model models[QUEUES];
static int waits_in[THREADS];
static unsigned ready[THREADS]; /* how often it was made ready since it began to wait */
static struct mote_thread *current;

struct mote_spinlock mote_scheduler_lock;

struct mote_thread *mote_thread_self(void)
{
	return current;
}

uint64_t mote_clock_now(void)
{
	return 100;
}

void mote_timeout_start(struct mote_thread *thread, uint64_t deadline)
{
	assert_int_equal(thread->timeout.place, 0);
	assert_true(deadline > 100);
	thread->timeout.place = 1;
}

void mote_timeout_cancel(struct mote_thread *thread)
{
	assert_int_equal(thread->timeout.place, 1);
	thread->timeout.place = 0;
}

void mote_scheduler_ready(struct mote_thread *thread)
{
	assert_null(thread->waits_in);
	/* A deadline that stays would end another wait. */
	assert_int_equal(thread->timeout.place, 0);
	assert_int_equal(thread->state, MOTE_THREAD_WAITING);
	thread->state = MOTE_THREAD_READY;
	ready[thread - threads]++;
}

void mote_scheduler_unready(struct mote_thread *thread, enum mote_thread_state state)
{
	assert_int_equal(state, MOTE_THREAD_WAITING);
	thread->state = state;
}

void mote_scheduler_switch(void)
{
	assert_non_null(current->waits_in);
}

struct mote_thread *mote_mutex_owner(const struct mote_mutex *mutex)
{
	(void)mutex;
	return NULL;
}

void mote_mutex_update_priority(struct mote_thread *thread)
{
	(void)thread;
}

void mote_mutex_waiter_left(struct mote_mutex *mutex)
{
	(void)mutex;
}

/* The lock of a condition is free only once the thread is in the queue: nobody may run before. */
void mote_thread_yield(void)
{
	fail_msg("another thread runs before the one that waits is in the queue");
}

/* Behind those of the same or a higher priority. */
static void model_insert(struct model *model, struct mote_thread *thread)
{
	size_t place = model->count++;

	for (; place && model->waiters[place - 1]->priority < thread->priority; place--)
		model->waiters[place] = model->waiters[place - 1];
	model->waiters[place] = thread;
}

static void model_remove(struct model *model, const struct mote_thread *thread)
{
	size_t place = 0;

	while (model->waiters[place] != thread)
		place++;
	memmove(&model->waiters[place], &model->waiters[place + 1],
		(--model->count - place) * sizeof(thread));
}

static void compare(void)
{
	for (size_t q = 0; q < QUEUES; q++) {
		const struct mote_list *link = queues[q].waiters.next;

		for (size_t i = 0; i < models[q].count; i++, link = link->next) {
			assert_ptr_equal(link, &models[q].waiters[i]->link);
			assert_ptr_equal(link->next->previous, link);
			assert_ptr_equal(models[q].waiters[i]->waits_in, &queues[q]);
		}
		assert_ptr_equal(link, &queues[q].waiters);
	}
}

static void begin_wait(size_t i, size_t q, uint64_t deadline)
{
	struct mote_spinlock lock;
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	enum mote_wait_result result;
	bool interrupted = threads[i].interrupted;

	current = &threads[i];
	ready[i] = 0;
	current->wait_result = 99;
	result = mote_wait_until(&queues[q], &lock, &flags, deadline);
	if (interrupted || deadline <= mote_clock_now()) {
		assert_int_equal(result, interrupted ? MOTE_WAIT_INTERRUPTED : MOTE_WAIT_TIMED_OUT);
		assert_false(current->interrupted);
		assert_null(current->waits_in);
		return;
	}
	waits_in[i] = (int)q;
	model_insert(&models[q], current);
}

/* The wait of thread I ended, once, by RESULT. */
static void ended(size_t i, enum mote_wait_result result)
{
	assert_int_equal(threads[i].wait_result, result);
	assert_int_equal(ready[i], 1);
	model_remove(&models[waits_in[i]], &threads[i]);
	waits_in[i] = NOT_WAITING;
}

static void wake_one(size_t q)
{
	struct mote_thread *first = models[q].count ? models[q].waiters[0] : NULL;

	assert_ptr_equal(mote_wake_one(&queues[q]), first);
	if (first)
		ended(first - threads, MOTE_WAIT_WOKEN);
}

static void wake_all(size_t q)
{
	mote_wake_all(&queues[q]);
	while (models[q].count)
		ended(models[q].waiters[0] - threads, MOTE_WAIT_WOKEN);
}

static void interrupt(size_t i)
{
	mote_thread_interrupt(&threads[i]);
	if (waits_in[i] == NOT_WAITING)
		assert_true(threads[i].interrupted);
	else
		ended(i, MOTE_WAIT_INTERRUPTED);
}

/* What the timer's interrupt does, which has seen that it is due. */
static void time_out(size_t i)
{
	if (!threads[i].timeout.place)
		return;
	mote_scheduler_end_wait(&threads[i], MOTE_WAIT_TIMED_OUT);
	ended(i, MOTE_WAIT_TIMED_OUT);
}

/* As mote_scheduler_set_priority() does with one that waits. */
static void set_priority(size_t i, unsigned char priority)
{
	struct mote_thread *thread = &threads[i];

	if (waits_in[i] != NOT_WAITING)
		model_remove(&models[waits_in[i]], thread);
	thread->priority = priority;
	if (waits_in[i] == NOT_WAITING)
		return;
	mote_list_remove(&thread->link);
	mote_wait_queue_insert(thread->waits_in, thread);
	model_insert(&models[waits_in[i]], thread);
}

static void operate(uint64_t *random)
{
	size_t i = mote_test_random_below(random, THREADS);
	size_t q = mote_test_random_below(random, QUEUES);

	switch (mote_test_random_below(random, 12)) {
	case 0:
		return wake_one(q);
	case 1:
		return interrupt(i);
	case 2:
		return time_out(i);
	case 3:
		return set_priority(i, mote_test_random_below(random, PRIORITIES));
	case 4:
		if (!mote_test_random_below(random, 8))
			wake_all(q);
		return;
	default:
		if (waits_in[i] == NOT_WAITING)
			begin_wait(i, q,
				   mote_test_random_below(random, 2)
					   ? MOTE_NEVER
					   : 95 + mote_test_random_below(random, 20));
	}
}

static void open_state(void)
{
	memset(threads, 0, sizeof(threads));
	memset(models, 0, sizeof(models));
	for (size_t i = 0; i < THREADS; i++) {
		waits_in[i] = NOT_WAITING;
		threads[i].state = MOTE_THREAD_READY;
	}
	for (size_t q = 0; q < QUEUES; q++)
		mote_wait_queue_init(&queues[q], "a test");
}

static void agrees_with_the_model(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		uint64_t random = seed;

		print_message("# seed %lu\n", seed);
		open_state();
		for (int operation = 0; operation < OPERATIONS; operation++) {
			operate(&random);
			compare();
		}
		for (size_t q = 0; q < QUEUES; q++) {
			wake_all(q);
			assert_true(mote_list_is_empty(&queues[q].waiters));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(agrees_with_the_model,
			  "wait queue: random waits, wake-ups, deadlines and interrupts agree "
			  "with a model"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
