/* SPDX-License-Identifier: BSD-3-Clause */
/* How a timer, an asynchronous request or a message queue says that something happened: struct sigevent. */
#ifndef POSIX_NOTIFY_H
#define POSIX_NOTIFY_H

#include <pthread.h>
#include <signal.h>

struct mote_notify {
	struct sigevent event;
	pthread_attr_t attributes; /* of SIGEV_THREAD; a copy, as the program's may go away */
};

/*
 * Prepares NOTIFY for EVENT; NULL is SIGEV_NONE. Returns 0, or -EINVAL for a signal or a kind that isn't
 * one. Any context.
 */
int mote_notify_prepare(struct mote_notify *notify, const struct sigevent *event);

/*
 * Notifies: with the signal, whose si_code is CODE (SI_ASYNCIO, SI_MESGQ, ...), or by a thread that calls
 * the function. Returns 0, or -EAGAIN where the queue of signals is full or no thread could be made. Thread
 * context, no spin lock held.
 */
int mote_notify_send(struct mote_notify *notify, int code);

/* The parts of these that concern SIGEV_THREAD. */
int mote_notify_prepare_thread(struct mote_notify *notify);
int mote_notify_start_thread(struct mote_notify *notify);

#endif
