/* SPDX-License-Identifier: BSD-3-Clause */
/* newlib's <time.h>, and what C11 has besides (§7.27). */
#ifndef LIBC_TIME_H
#define LIBC_TIME_H

#include_next <time.h>

#if __ISO_C_VISIBLE >= 2011

_BEGIN_STD_C

#define TIME_UTC 1

int timespec_get(struct timespec *, int);

_END_STD_C

#endif

#endif
