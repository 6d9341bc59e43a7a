/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/bench.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;

MOTE_BENCH(pthread_mutex, "pthread_mutex_lock and _unlock, uncontended")
{
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		pthread_mutex_lock(&mutex);
		pthread_mutex_unlock(&mutex);
		mote_bench_end(bench);
	}
}

MOTE_BENCH(pthread_mutex_recursive, "the same of a recursive mutex")
{
	pthread_mutex_t recursive = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		pthread_mutex_lock(&recursive);
		pthread_mutex_unlock(&recursive);
		mote_bench_end(bench);
	}
}

MOTE_BENCH(pthread_rwlock, "pthread_rwlock_rdlock and _unlock, uncontended")
{
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		pthread_rwlock_rdlock(&rwlock);
		pthread_rwlock_unlock(&rwlock);
		mote_bench_end(bench);
	}
}

static void nothing(void)
{
}

MOTE_BENCH(pthread_once, "pthread_once of what was done")
{
	pthread_once(&once, nothing);
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		pthread_once(&once, nothing);
		mote_bench_end(bench);
	}
}

MOTE_BENCH(pthread_specific, "pthread_getspecific and _setspecific")
{
	pthread_key_t key;

	if (pthread_key_create(&key, NULL) != 0)
		return;
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		pthread_setspecific(key, pthread_getspecific(key));
		mote_bench_end(bench);
	}
	pthread_key_delete(key);
}

static void *return_at_once(void *argument)
{
	return argument;
}

MOTE_BENCH(pthread_create, "pthread_create until pthread_join has returned")
{
	pthread_t thread;

	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		if (pthread_create(&thread, NULL, return_at_once, NULL) != 0)
			return;
		pthread_join(thread, NULL);
		mote_bench_end(bench);
	}
}

/* Runs at a higher priority than who signals. */
static void *wait_for_signals(void *argument)
{
	struct mote_bench *bench = argument;

	pthread_mutex_lock(&mutex);
	while (mote_bench_more(bench)) {
		pthread_cond_wait(&cond, &mutex);
		mote_bench_end(bench);
	}
	pthread_mutex_unlock(&mutex);
	return NULL;
}

MOTE_BENCH(pthread_cond, "pthread_cond_signal until the waiting thread has the mutex")
{
	struct sched_param above = {sched_get_priority_max(SCHED_FIFO)};
	pthread_attr_t attributes;
	pthread_t thread;

	pthread_attr_init(&attributes);
	pthread_attr_setinheritsched(&attributes, PTHREAD_EXPLICIT_SCHED);
	pthread_attr_setschedpolicy(&attributes, SCHED_FIFO);
	pthread_attr_setschedparam(&attributes, &above);
	if (pthread_create(&thread, &attributes, wait_for_signals, bench) != 0)
		return;
	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		pthread_cond_signal(&cond);
	}
	pthread_join(thread, NULL);
}
