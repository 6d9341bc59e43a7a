/* SPDX-License-Identifier: BSD-3-Clause */
/* <limits.h>: what newlib's doesn't say, of the interfaces that an image adds (POSIX.1-2008, <limits.h>). */
#ifndef _MOTE_LIMITS_H
#define _MOTE_LIMITS_H

#include <config/LIB_POSIX_THREADS_MAX.h>

#define PTHREAD_DESTRUCTOR_ITERATIONS 4
#define PTHREAD_KEYS_MAX 128
#define PTHREAD_STACK_MIN 16384
#define PTHREAD_THREADS_MAX CONFIG_LIB_POSIX_THREADS_MAX

#define _POSIX_THREAD_DESTRUCTOR_ITERATIONS 4
#define _POSIX_THREAD_KEYS_MAX 128
#define _POSIX_THREAD_THREADS_MAX 64

#define DELAYTIMER_MAX 0x7fffffff
#define HOST_NAME_MAX 255
#define LOGIN_NAME_MAX 32
#define RTSIG_MAX 33
#define SIGQUEUE_MAX 128
#define AIO_PRIO_DELTA_MAX 20
#define MQ_PRIO_MAX 32768
#define SEM_VALUE_MAX 0x7fffffff
#define SYMLOOP_MAX 8
#define TTY_NAME_MAX 32
#define TZNAME_MAX 32

/* What POSIX has everybody offer at least. */
#define _POSIX_AIO_LISTIO_MAX 2
#define _POSIX_AIO_MAX 1
#define _POSIX_ARG_MAX 4096
#define _POSIX_CHILD_MAX 25
#define _POSIX_CLOCKRES_MIN 20000000
#define _POSIX_DELAYTIMER_MAX 32
#define _POSIX_HOST_NAME_MAX 255
#define _POSIX_LINK_MAX 8
#define _POSIX_LOGIN_NAME_MAX 9
#define _POSIX_MAX_CANON 255
#define _POSIX_MAX_INPUT 255
#define _POSIX_MQ_OPEN_MAX 8
#define _POSIX_MQ_PRIO_MAX 32
#define _POSIX_NAME_MAX 14
#define _POSIX_NGROUPS_MAX 8
#define _POSIX_OPEN_MAX 20
#define _POSIX_PATH_MAX 256
#define _POSIX_PIPE_BUF 512
#define _POSIX_RE_DUP_MAX 255
#define _POSIX_RTSIG_MAX 8
#define _POSIX_SEM_NSEMS_MAX 256
#define _POSIX_SEM_VALUE_MAX 32767
#define _POSIX_SIGQUEUE_MAX 32
#define _POSIX_SSIZE_MAX 32767
#define _POSIX_STREAM_MAX 8
#define _POSIX_SYMLINK_MAX 255
#define _POSIX_SYMLOOP_MAX 8
#define _POSIX_TIMER_MAX 32
#define _POSIX_TTY_NAME_MAX 9
#define _POSIX_TZNAME_MAX 6
#define _XOPEN_IOV_MAX 16
#define _XOPEN_NAME_MAX 255
#define _XOPEN_PATH_MAX 1024

#endif

/* Outside of the guard: the compiler's and newlib's include each other more than once. */
#include_next <limits.h>
