/* SPDX-License-Identifier: BSD-3-Clause */
/* <setjmp.h>: newlib's, and the calls that keep the mask of signals. */
#ifndef MOTE_POSIX_SETJMP_H
#define MOTE_POSIX_SETJMP_H

#include_next <setjmp.h>
#include <signal.h>

_BEGIN_STD_C

typedef struct __sigjmp_buf {
	jmp_buf __registers;
	sigset_t __mask;
	int __has_mask;
} sigjmp_buf[1];

/* The mask first, since setjmp() must be called where its caller's frame stays. */
#define sigsetjmp(environment, save)                                                               \
	(__sigsetjmp_save(environment, save), setjmp((environment)->__registers))

void __sigsetjmp_save(struct __sigjmp_buf *, int);
void siglongjmp(struct __sigjmp_buf *, int) __attribute__((__noreturn__));

#if __XSI_VISIBLE || __BSD_VISIBLE
#define _setjmp(environment) setjmp(environment)
#define _longjmp(environment, value) longjmp(environment, value)
#endif

_END_STD_C

#endif
