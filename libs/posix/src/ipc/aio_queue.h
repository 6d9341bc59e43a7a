/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Asynchronous requests and the threads that carry them out.
 *
 *	queued ----> running ----> done
 *	   |                        ^
 *	   +------- cancelled ------+
 *
 * A request waits in a list, the highest priority first, until it may run and a worker is there for it. Of one open
 * file one read and one write at a time may run, so that those of a pipe and those that append follow one
 * another; and a synchronisation behind all that was asked for before it. A worker gets the request as one
 * step: from then on it runs, though the worker may have to wait for the processor. Workers are made when
 * all others are busy, up to CONFIG_LIB_POSIX_AIO_THREADS, and end when there was nothing to do for a while.
 */
#ifndef POSIX_IPC_AIO_QUEUE_H
#define POSIX_IPC_AIO_QUEUE_H

#include <aio.h>
#include <mote/file.h>
#include <mote/list.h>
#include <mote/wait.h>

#include "../signal/notify.h"

/* What aiocb.__state is. Another value is that of an aiocb that was never handed over. */
#define AIO_STATE_IN_PROGRESS 0x41696f31
#define AIO_STATE_DONE 0x41696f32

enum aio_kind {
	AIO_READ,
	AIO_WRITE,
	AIO_SYNC,
	AIO_SYNC_DATA,
};

/* The requests of a lio_listio() that notifies when all are done. */
struct aio_group {
	unsigned left; /* requests, and one for the call itself until it returns */
	struct mote_notify notify;
};

struct aio_request {
	struct mote_list link; /* of the queued, the running, or a list of cancelled ones */
	struct aiocb *block;
	struct mote_file *file; /* with a reference */
	enum aio_kind kind;
	unsigned priority; /* of the thread that carries it out */
	uint64_t number;   /* in the order of their coming */
	struct mote_notify notify;
	struct aio_group *group; /* NULL: none */
};

/* Guards all lists, blocks' fields that are the library's, and groups' counts. */
extern struct mote_spinlock mote_aio_lock;

/* How many requests have not been done. The lock guards it. */
extern unsigned mote_aio_count;

/* Who waits for requests to be done. The lock guards it. */
extern struct mote_wait_queue mote_aio_done;

/*
 * Makes a request of BLOCK that belongs to GROUP or to none, and puts it into the queue. Returns 0, or a negative
 * errno where there is none: -EAGAIN without memory or threads, -EBADF, -EINVAL. Thread context.
 */
int mote_aio_submit(struct aiocb *block, enum aio_kind kind, struct aio_group *group);

/* mote_notify_prepare() for what asynchronous operations are asked to notify of. Thread context. */
int mote_aio_prepare_notify(struct mote_notify *notify, const struct sigevent *event);

/*
 * Puts REQUEST into the queue. Returns 0, or -EAGAIN where there are CONFIG_LIB_POSIX_AIO_MAX already or no
 * thread can be made: then it isn't in. Thread context.
 */
int mote_aio_queue(struct aio_request *request);

/*
 * Moves those of FILE that are queued, only that of BLOCK unless it is NULL, to LIST. Returns whether others of
 * them run. Thread context.
 */
bool mote_aio_take_queued(const struct mote_file *file, const struct aiocb *block,
			  struct mote_list *list);

/* Carries REQUEST out: returns a count of bytes or a negative errno. Thread context. */
ssize_t mote_aio_run(struct aio_request *request);

/* REQUEST, which is in no list, has ended with RESULT: tells everybody and frees it. Thread context. */
void mote_aio_finish(struct aio_request *request, ssize_t result);

/* There is one more of GROUP's. Thread context. */
void mote_aio_join_group(struct aio_group *group);

/* One of GROUP's that were left is not. Notifies and frees it when it was the last. Thread context. */
void mote_aio_leave_group(struct aio_group *group);

#endif
