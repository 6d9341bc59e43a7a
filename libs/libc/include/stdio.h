/* SPDX-License-Identifier: BSD-3-Clause */
/* newlib's <stdio.h>, and what POSIX.1-2008 has besides. */
#ifndef LIBC_STDIO_H
#define LIBC_STDIO_H

#include_next <stdio.h>

_BEGIN_STD_C

#if __POSIX_VISIBLE >= 200809
ssize_t getdelim(char **__restrict, size_t *__restrict, int, FILE *__restrict);
ssize_t getline(char **__restrict, size_t *__restrict, FILE *__restrict);
#endif

_END_STD_C

#endif
