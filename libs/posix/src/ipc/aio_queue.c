/* SPDX-License-Identifier: BSD-3-Clause */
#include "aio_queue.h"

#include <config/LIB_POSIX_AIO_MAX.h>
#include <config/LIB_POSIX_AIO_THREADS.h>
#include <errno.h>
#include <mote/clock.h>
#include <mote/heap.h>
#include <mote/semaphore.h>
#include <mote/thread.h>

/* How long a worker waits for more to do. */
#define PATIENCE MOTE_NANOSECONDS_PER_SECOND

struct worker {
	struct mote_list link; /* of the idle ones */
	struct mote_thread *thread;
	struct aio_request *request; /* NULL: it is idle */
	struct mote_semaphore wake;
};

struct mote_spinlock mote_aio_lock;
unsigned mote_aio_count;

static struct mote_list queued = MOTE_LIST_INIT(queued);
static struct mote_list running = MOTE_LIST_INIT(running);
static struct mote_list idle = MOTE_LIST_INIT(idle);
static unsigned workers; /* with those that are being made */
static uint64_t next_number;

static struct aio_request *of_link(struct mote_list *link)
{
	return MOTE_CONTAINER_OF(link, struct aio_request, link);
}

static bool is_sync(const struct aio_request *request)
{
	return request->kind == AIO_SYNC || request->kind == AIO_SYNC_DATA;
}

/* Whether LIST has one that REQUEST waits for. */
static bool has_obstacle(struct mote_list *list, const struct aio_request *request)
{
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, list) {
		const struct aio_request *other = of_link(link);

		if (other->file != request->file)
			continue;
		if (is_sync(request) ? other->number < request->number
				     : other->kind == request->kind)
			return true;
	}
	return false;
}

static bool may_run(const struct aio_request *request)
{
	return !has_obstacle(&running, request) &&
	       !(is_sync(request) && has_obstacle(&queued, request));
}

/* Makes the first of the queued that may run a running one. NULL where there is none. */
static struct aio_request *take_next(void)
{
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, &queued) {
		if (may_run(of_link(link))) {
			mote_list_remove(link);
			mote_list_append(&running, link);
			return of_link(link);
		}
	}
	return NULL;
}

/* Gives what may run to workers that are idle. */
static void employ(void)
{
	while (!mote_list_is_empty(&idle)) {
		struct worker *worker = MOTE_CONTAINER_OF(idle.next, struct worker, link);

		worker->request = take_next();
		if (!worker->request)
			return;
		mote_list_remove(&worker->link);
		mote_thread_set_priority(worker->thread, worker->request->priority);
		mote_semaphore_post(&worker->wake);
	}
}

/* WORKER has done its request and gets another, or is idle. Returns whether it has one. */
static bool go_on(struct worker *worker)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_aio_lock);
	bool has_one;

	worker->request = take_next();
	has_one = worker->request;
	if (has_one)
		mote_thread_set_priority(worker->thread, worker->request->priority);
	else
		mote_list_insert(&idle, &worker->link);
	employ();
	mote_spin_unlock_irqrestore(&mote_aio_lock, flags);
	return has_one;
}

/* WORKER has waited long enough. Returns whether it may end: not where it has just been given something. */
static bool leave(struct worker *worker)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_aio_lock);
	bool leaves = !worker->request;

	if (leaves) {
		mote_list_remove(&worker->link);
		workers--;
	}
	mote_spin_unlock_irqrestore_nowake(&mote_aio_lock, flags);
	return leaves;
}

/* Returns whether there is something to do again. */
static bool wait_for_work(struct worker *worker)
{
	uint64_t deadline = mote_clock_after(PATIENCE);

	for (;;) {
		switch (mote_semaphore_wait_until(&worker->wake, deadline)) {
		case MOTE_WAIT_WOKEN:
			return true;
		case MOTE_WAIT_TIMED_OUT:
			if (leave(worker))
				return false;
			deadline = MOTE_NEVER;
			break;
		default:
			break;
		}
	}
}

/* Nobody else's operation waits for REQUEST any more. */
static void stop_running(struct aio_request *request)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_aio_lock);

	mote_list_remove(&request->link);
	mote_spin_unlock_irqrestore_nowake(&mote_aio_lock, flags);
}

static void *work(void *argument)
{
	struct worker *worker = argument;

	worker->thread = mote_thread_self();
	do {
		ssize_t result = mote_aio_run(worker->request);

		stop_running(worker->request);
		mote_aio_finish(worker->request, result);
	} while (go_on(worker) || wait_for_work(worker));
	mote_heap_free(worker);
	return NULL;
}

/* Makes a worker for REQUEST. Returns 0 or -EAGAIN. */
static int make_worker(struct aio_request *request)
{
	const struct mote_thread_attributes attributes = {
		.name = "asynchronous I/O",
		.priority = request->priority,
	};
	struct worker *worker = mote_heap_alloc(sizeof(*worker));
	struct mote_thread *thread;

	if (!worker)
		return -EAGAIN;
	*worker = (struct worker){.request = request};
	mote_semaphore_init(&worker->wake, 0);
	if (mote_thread_create(&thread, &attributes, work, worker) != 0) {
		mote_heap_free(worker);
		return -EAGAIN;
	}
	mote_thread_detach(thread);
	return 0;
}

/* Puts REQUEST where its priority belongs, behind its equals. */
static void insert(struct aio_request *request)
{
	struct mote_list *position = queued.previous;

	while (position != &queued && of_link(position)->priority < request->priority)
		position = position->previous;
	mote_list_insert(position, &request->link);
	request->number = next_number++;
}

/* There is no worker for REQUEST, which runs: others will do it later, if there are any. */
static int put_back(struct aio_request *request)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_aio_lock);
	int error = 0;

	workers--;
	mote_list_remove(&request->link);
	if (workers)
		mote_list_insert(&queued, &request->link);
	else
		error = -EAGAIN;
	if (error) {
		request->block->__state = 0;
		mote_aio_count--;
	}
	employ();
	mote_spin_unlock_irqrestore(&mote_aio_lock, flags);
	return error;
}

int mote_aio_queue(struct aio_request *request)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_aio_lock);
	struct aio_request *next = NULL;

	if (mote_aio_count == CONFIG_LIB_POSIX_AIO_MAX) {
		mote_spin_unlock_irqrestore_nowake(&mote_aio_lock, flags);
		return -EAGAIN;
	}
	mote_aio_count++;
	insert(request);
	request->block->__state = AIO_STATE_IN_PROGRESS;
	employ();
	if (workers < CONFIG_LIB_POSIX_AIO_THREADS)
		next = take_next();
	workers += next ? 1 : 0;
	mote_spin_unlock_irqrestore(&mote_aio_lock, flags);
	if (!next || make_worker(next) == 0)
		return 0;
	/* Without any worker nothing else is queued: it is this request. */
	return put_back(next);
}

bool mote_aio_take_queued(const struct mote_file *file, const struct aiocb *block,
			  struct mote_list *list)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_aio_lock);
	struct mote_list *link, *next;
	bool runs = false;

	for (link = queued.next; link != &queued; link = next) {
		struct aio_request *request = of_link(link);

		next = link->next;
		if (request->file != file || (block && request->block != block))
			continue;
		mote_list_remove(link);
		mote_list_append(list, link);
	}
	MOTE_LIST_FOREACH(link, &running)
		runs |= of_link(link)->file == file && (!block || of_link(link)->block == block);
	mote_spin_unlock_irqrestore_nowake(&mote_aio_lock, flags);
	return runs;
}
