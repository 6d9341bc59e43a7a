/* SPDX-License-Identifier: BSD-3-Clause */
/* <sys/eventfd.h>: a counter with a descriptor, as Linux has it. */
#ifndef _SYS_EVENTFD_H
#define _SYS_EVENTFD_H

#include <fcntl.h>
#include <stdint.h>
#include <sys/cdefs.h>

#ifdef __cplusplus
extern "C" {
#endif

#define EFD_SEMAPHORE 1
#define EFD_CLOEXEC O_CLOEXEC
#define EFD_NONBLOCK O_NONBLOCK

typedef uint64_t eventfd_t;

/* A descriptor of a counter that begins at the first argument; the second is made of the flags above. */
int eventfd(unsigned, int);

/* The same as an 8-byte read() and write(), with 0 for success. */
int eventfd_read(int, eventfd_t *);
int eventfd_write(int, eventfd_t);

#ifdef __cplusplus
}
#endif

#endif
