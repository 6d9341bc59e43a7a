/* SPDX-License-Identifier: BSD-3-Clause */
/* <aio.h>: asynchronous input and output (POSIX.1-2008). */
#ifndef _AIO_H
#define _AIO_H

#include <fcntl.h>
#include <signal.h>
#include <sys/types.h>
#include <time.h>

/* For aio_fsync(); newlib declares it to programs for POSIX.1-2008 only. */
#ifndef O_DSYNC
#define O_DSYNC O_SYNC
#endif

#ifdef __cplusplus
extern "C" {
#endif

struct aiocb {
	int aio_fildes;
	int aio_lio_opcode;
	off_t aio_offset;
	volatile void *aio_buf;
	size_t aio_nbytes;
	int aio_reqprio; /* 0 to AIO_PRIO_DELTA_MAX: so much lower than the caller's priority */
	struct sigevent aio_sigevent;

	/* The library's alone, from the call that hands it over until the operation is done. */
	int __state;
	int __error;
	ssize_t __result;
	void *__request;
};

#define AIO_CANCELED 0
#define AIO_NOTCANCELED 1
#define AIO_ALLDONE 2

#define LIO_READ 0
#define LIO_WRITE 1
#define LIO_NOP 2

#define LIO_WAIT 0
#define LIO_NOWAIT 1

int aio_read(struct aiocb *);
int aio_write(struct aiocb *);
int aio_fsync(int, struct aiocb *);
int aio_error(const struct aiocb *);
ssize_t aio_return(struct aiocb *);
int aio_suspend(const struct aiocb *const[], int, const struct timespec *);
int aio_cancel(int, struct aiocb *);
int lio_listio(int, struct aiocb *__restrict const[__restrict], int, struct sigevent *__restrict);

#ifdef __cplusplus
}
#endif

#endif
