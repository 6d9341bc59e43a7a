/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Waiting for events of several descriptors: POSIX.1-2017, <sys/select.h>. In the place of newlib's,
 * whose sets hold 64 descriptors.
 */
#ifndef _SYS_SELECT_H
#define _SYS_SELECT_H

#include <sys/_sigset.h>
#include <sys/_timeval.h>
#include <sys/cdefs.h>
#include <sys/timespec.h>

#if !defined(_SIGSET_T_DECLARED)
#define _SIGSET_T_DECLARED
typedef __sigset_t sigset_t;
#endif

#define _SYS_TYPES_FD_SET

#ifndef FD_SETSIZE
#define FD_SETSIZE 1024
#endif

typedef unsigned long fd_mask;
#define NFDBITS (8 * (int)sizeof(fd_mask))
#ifndef _howmany
#define _howmany(x, y) (((x) + ((y)-1)) / (y))
#endif

typedef struct fd_set {
	fd_mask fds_bits[_howmany(FD_SETSIZE, 8 * sizeof(fd_mask))];
} fd_set;

#define FD_SET(n, set) ((void)((set)->fds_bits[(n) / NFDBITS] |= 1ul << (n) % NFDBITS))
#define FD_CLR(n, set) ((void)((set)->fds_bits[(n) / NFDBITS] &= ~(1ul << (n) % NFDBITS)))
#define FD_ISSET(n, set) (((set)->fds_bits[(n) / NFDBITS] >> (n) % NFDBITS & 1) != 0)
#define FD_ZERO(set) ((void)__builtin_memset((set), 0, sizeof(*(set))))
#define FD_COPY(from, to) ((void)(*(to) = *(from)))

__BEGIN_DECLS

int select(int count, fd_set *readable, fd_set *writable, fd_set *exceptional,
	   struct timeval *timeout);
int pselect(int count, fd_set *readable, fd_set *writable, fd_set *exceptional,
	    const struct timespec *timeout, const sigset_t *mask);

__END_DECLS

#endif
