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

#endif

/* Outside of the guard: the compiler's and newlib's include each other more than once. */
#include_next <limits.h>
