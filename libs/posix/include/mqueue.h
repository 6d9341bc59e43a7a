/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * <mqueue.h>: message queues (POSIX.1-2008). A mqd_t is a descriptor, so poll() and close() know it too.
 */
#ifndef _MQUEUE_H
#define _MQUEUE_H

#include <fcntl.h>
#include <signal.h>
#include <sys/types.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int mqd_t;

struct mq_attr {
	long mq_flags;	 /* O_NONBLOCK or 0 */
	long mq_maxmsg;	 /* messages at most */
	long mq_msgsize; /* bytes in one at most */
	long mq_curmsgs; /* messages now */
};

mqd_t mq_open(const char *, int, ...);
int mq_close(mqd_t);
int mq_unlink(const char *);
int mq_send(mqd_t, const char *, size_t, unsigned);
int mq_timedsend(mqd_t, const char *, size_t, unsigned, const struct timespec *);
ssize_t mq_receive(mqd_t, char *, size_t, unsigned *);
ssize_t mq_timedreceive(mqd_t, char *__restrict, size_t, unsigned *__restrict,
			const struct timespec *__restrict);
int mq_notify(mqd_t, const struct sigevent *);
int mq_getattr(mqd_t, struct mq_attr *);
int mq_setattr(mqd_t, const struct mq_attr *__restrict, struct mq_attr *__restrict);

#ifdef __cplusplus
}
#endif

#endif
