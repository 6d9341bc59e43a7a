/* SPDX-License-Identifier: BSD-3-Clause */
/* <search.h>: newlib's, and the linear search that it lacks. */
#ifndef MOTE_LIBC_SEARCH_H
#define MOTE_LIBC_SEARCH_H

#include_next <search.h>

_BEGIN_STD_C

void *lfind(const void *, const void *, size_t *, size_t, int (*)(const void *, const void *));
void *lsearch(const void *, void *, size_t *, size_t, int (*)(const void *, const void *));

_END_STD_C

#endif
