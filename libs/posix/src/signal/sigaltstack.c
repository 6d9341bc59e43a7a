/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <stdint.h>

#include "../error.h"
#include "state.h"

static bool stands_on(const stack_t *stack)
{
	uintptr_t here = (uintptr_t)__builtin_frame_address(0);

	return here - (uintptr_t)stack->ss_sp < stack->ss_size;
}

static int set(stack_t *stack, const stack_t *wanted)
{
	if (stands_on(stack))
		return -EPERM;
	if (wanted->ss_flags & SS_DISABLE) {
		*stack = (stack_t){.ss_size = 0};
		return wanted->ss_flags == SS_DISABLE ? 0 : -EINVAL;
	}
	if (wanted->ss_flags)
		return -EINVAL;
	if (wanted->ss_size < MINSIGSTKSZ)
		return -ENOMEM;
	*stack = *wanted;
	return 0;
}

static int change(const stack_t *wanted, stack_t *old)
{
	stack_t *stack = &mote_signal_self()->alternate;
	stack_t before = *stack;
	int error;

	if (!before.ss_size)
		before.ss_flags = SS_DISABLE;
	else
		before.ss_flags = stands_on(&before) ? SS_ONSTACK : 0;
	error = wanted ? set(stack, wanted) : 0;
	if (!error && old)
		*old = before;
	return error;
}

int sigaltstack(const stack_t *restrict wanted, stack_t *restrict old)
{
	return (int)mote_posix_result(change(wanted, old));
}
