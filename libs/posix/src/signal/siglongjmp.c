/* SPDX-License-Identifier: BSD-3-Clause */
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>

void __sigsetjmp_save(struct __sigjmp_buf *environment, int save)
{
	environment->__has_mask = save;
	if (save)
		pthread_sigmask(SIG_SETMASK, NULL, &environment->__mask);
}

void siglongjmp(struct __sigjmp_buf *environment, int value)
{
	/* Signals that this lets through are handled here, on the stack that is left. */
	if (environment->__has_mask)
		pthread_sigmask(SIG_SETMASK, &environment->__mask, NULL);
	longjmp(environment->__registers, value);
}
