/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What newlib keeps for each thread, errno included, is a thread-local variable: it comes and goes with
 * the thread, and making a thread needs no allocation for it that could fail.
 */
#include "reent.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/reent.h>

/* An image without stdio does not get it by way of this file. */
#pragma weak __sf

static _Thread_local struct _reent reent;

/* newlib 3's list of streams begins here, and only that part of it is used. newlib 4 has the first name. */
struct _reent _impure_data;
struct _reent *const _global_impure_ptr = &_impure_data;
struct _reent *_impure_ptr = &_impure_data;

struct _reent *__getreent(void)
{
	return &reent;
}

void mote_libc_reent_begin(void)
{
	_REENT_INIT_PTR_ZEROED(&reent);
}

static void free_list(struct _Bigint *first)
{
	while (first) {
		struct _Bigint *next = first->_next;

		free(first);
		first = next;
	}
}

/* Numbers that strtod() and printf() have kept for the next time, by their size. */
static void free_lists(struct _Bigint **list)
{
	for (size_t i = 0; i <= _Kmax; i++)
		free_list(list[i]);
	free(list);
}

void mote_libc_reent_end(void)
{
	free_list(_REENT_MP_P5S(&reent));
	if (_REENT_MP_FREELIST(&reent))
		free_lists(_REENT_MP_FREELIST(&reent));
	free(_REENT_MP_RESULT(&reent));
#ifdef _REENT_CVTBUF /* newlib 4 */
	free(_REENT_CVTBUF(&reent));
#else
	free(reent._cvtbuf);
#endif
}

void *mote_libc_no_memory(int error)
{
	reent._errno = error;
	return NULL;
}
