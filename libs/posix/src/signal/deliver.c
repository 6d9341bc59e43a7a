/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Delivery: handlers run, in the context of the thread that takes the signal, one after the other and the
 * lowest number first. A signal that comes while a handler runs interrupts that, unless it is blocked.
 */
#include <errno.h>
#include <mote/arch/call_on_stack.h>
#include <mote/thread.h>
#include <ucontext.h>

#include "state.h"

/* A handler that is to run, and how. */
struct delivery {
	siginfo_t info;
	struct sigaction action;
	ucontext_t
		context; /* of which the mask is what is true again when the handler has returned */
};

static bool takes_default(const struct sigaction *action)
{
	return action->sa_handler == SIG_DFL;
}

/* The next signal that the calling thread may take, but for those that nobody cares for; 0: none. */
static int take(struct mote_signal_thread *self, siginfo_t *info)
{
	sigset_t wanted = ~(self->mask | self->waits_for);
	int n;

	do {
		n = mote_signal_pending_take(&self->pending, wanted, info);
		if (!n)
			n = mote_signal_pending_take(&mote_signal_process, wanted, info);
	} while (n && mote_signal_is_ignored(n));
	return n;
}

/* The mask for the time of the handler. */
static sigset_t handler_mask(const struct mote_signal_thread *self, const struct delivery *delivery)
{
	sigset_t mask = self->mask | delivery->action.sa_mask;

	if (!(delivery->action.sa_flags & SA_NODEFER))
		mask |= mote_signal_bit(delivery->info.si_signo);
	return mask;
}

/* Prepares what is to be done with signal N, which has been taken. The lock is held. */
static void prepare(struct mote_signal_thread *self, int n, struct delivery *delivery)
{
	struct sigaction *action = &mote_signal_actions[n];

	delivery->action = *action;
	delivery->context.uc_sigmask = self->mask;
	delivery->context.uc_stack = self->alternate;
	delivery->context.uc_link = NULL;
	if (takes_default(action))
		return;
	if (action->sa_flags & SA_RESETHAND) {
		action->sa_handler = SIG_DFL;
		action->sa_flags &= ~SA_SIGINFO;
	}
	/* The handler may leave a wait for good. */
	self->waits_for = 0;
	mote_signal_put_mask(self, handler_mask(self, delivery));
}

static void call_handler(void *argument)
{
	struct delivery *delivery = argument;

	if (delivery->action.sa_flags & SA_SIGINFO)
		delivery->action.sa_sigaction(delivery->info.si_signo, &delivery->info,
					      &delivery->context);
	else
		delivery->action.sa_handler(delivery->info.si_signo);
}

/* Where the handler begins: on the alternate stack, unless it isn't wanted or stood on already. */
static void *stack_for(const struct mote_signal_thread *self, const struct sigaction *action)
{
	const stack_t *stack = &self->alternate;
	uintptr_t here = (uintptr_t)__builtin_frame_address(0);

	if (!(action->sa_flags & SA_ONSTACK) || !stack->ss_size)
		return NULL;
	if (here - (uintptr_t)stack->ss_sp < stack->ss_size)
		return NULL;
	return (char *)stack->ss_sp + stack->ss_size;
}

static void run(struct mote_signal_thread *self, struct delivery *delivery)
{
	void *stack = stack_for(self, &delivery->action);
	unsigned long flags;

	/* It may be interrupted by further signals, and never return. */
	mote_suspend_enable();
	if (stack)
		mote_arch_call_on_stack(stack, call_handler, delivery);
	else
		call_handler(delivery);
	mote_suspend_disable();
	flags = mote_spin_lock_irqsave(&mote_signal_lock);
	self->handled++;
	self->was_handled = true;
	if (!(delivery->action.sa_flags & SA_RESTART))
		self->was_broken = true;
	mote_signal_put_mask(self, delivery->context.uc_sigmask);
	mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
}

/* Runs one handler. Returns whether there was one to run. */
static bool deliver_one(struct mote_signal_thread *self)
{
	struct delivery delivery;
	unsigned long flags = mote_spin_lock_irqsave(&mote_signal_lock);
	int n = take(self, &delivery.info);

	if (n)
		prepare(self, n, &delivery);
	mote_spin_unlock_irqrestore(&mote_signal_lock, flags);
	if (!n)
		return false;
	if (takes_default(&delivery.action))
		mote_signal_terminate(n);
	run(self, &delivery);
	return true;
}

void mote_signal_deliver(void)
{
	struct mote_signal_thread *self = mote_signal_self();
	int saved = errno;

	while (deliver_one(self))
		;
	errno = saved;
}
