/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * <ucontext.h>: what a handler that was installed with SA_SIGINFO gets as its third argument. The registers
 * are there for signals that a fault of the thread itself has caused. makecontext() and the others, which
 * POSIX has withdrawn, aren't.
 */
#ifndef _UCONTEXT_H
#define _UCONTEXT_H

#include <signal.h>

_BEGIN_STD_C

struct mote_registers;

/* The registers as mote/arch/registers.h has them; NULL where none are known. */
typedef struct {
	struct mote_registers *registers;
} mcontext_t;

typedef struct ucontext {
	struct ucontext *uc_link;
	sigset_t uc_sigmask; /* what the mask is when the handler has returned */
	stack_t uc_stack;
	mcontext_t uc_mcontext;
} ucontext_t;

_END_STD_C

#endif
