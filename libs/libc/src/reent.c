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

/* Numbers that strtod() and printf() have kept for the next time, by their size. */
static void free_big_integers(struct _Bigint **list)
{
	for (size_t i = 0; i < _Kmax; i++) {
		struct _Bigint *next;

		for (struct _Bigint *each = list[i]; each; each = next) {
			next = each->_next;
			free(each);
		}
	}
	free(list);
}

void mote_libc_reent_end(void)
{
	if (_REENT_MP_FREELIST(&reent))
		free_big_integers(_REENT_MP_FREELIST(&reent));
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
