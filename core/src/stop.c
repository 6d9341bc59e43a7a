/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stop requests. Where nobody waits for one it is a thread of the core that ends the image, since
 * stop steps may wait. It is only made when the request comes, which may be in an interrupt, so its
 * memory is static: a guard page, the stack, and the thread at the upper end, as threads lie anywhere.
 */
#include <mote/stop.h>

#include <config/INTERRUPTS.h>
#include <config/TIME.h>
#include <mote/interrupt.h>
#include <mote/plat.h>
#include <mote/power.h>

#include "thread/thread.h"

#define STACK_PAGES 1

static struct {
	char guard[MOTE_PLAT_PAGE_BYTES];
	char stack[STACK_PAGES * MOTE_PLAT_PAGE_BYTES - sizeof(struct mote_thread)];
	struct mote_thread thread;
} stopper __attribute__((aligned(MOTE_PLAT_PAGE_BYTES)));

static struct mote_wait_queue waiters = MOTE_WAIT_QUEUE_INIT(waiters, "a stop request");
static struct mote_spinlock lock;
static bool is_listening;
static bool is_requested;
static bool is_waited_for; /* somebody has, so that the rest is that one's business */

bool mote_stop_requested(void)
{
	return __atomic_load_n(&is_requested, __ATOMIC_RELAXED);
}

int mote_stop_listen(void)
{
	int error;

	if (is_listening)
		return 0;
	error = mote_plat_protect(stopper.guard, sizeof(stopper.guard), MOTE_PLAT_NONE);
	if (!error && CONFIG_TIME)
		error = mote_timeout_reserve();
	is_listening = !error;
	return error;
}

static void *stop(void *unused)
{
	(void)unused;
	mote_exit(0);
}

static void start_stopper(void)
{
	static const struct mote_thread_attributes attributes = {
		.name = "stop",
		.priority = MOTE_PRIORITY_HIGHEST,
	};

	stopper.thread.stack = stopper.guard;
	stopper.thread.stack_pages = STACK_PAGES;
	mote_thread_begin(&stopper.thread, &attributes, stop, NULL);
}

void mote_stop_request(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	if (is_listening && !is_requested) {
		is_requested = true;
		if (is_waited_for)
			mote_wake_all(&waiters);
		else
			start_stopper();
	}
	mote_spin_unlock_irqrestore(&lock, flags);
}

/* The lock is held. As long as the thread waits the request is something that may wake it. */
static enum mote_wait_result wait(unsigned long *flags, uint64_t deadline)
{
	bool may_come = CONFIG_INTERRUPTS && is_listening;
	enum mote_wait_result result;

	if (may_come)
		mote_interrupt_may_wake(true);
	result = mote_wait_until(&waiters, &lock, flags, deadline);
	if (may_come)
		mote_interrupt_may_wake(false);
	return result;
}

enum mote_wait_result mote_stop_wait(uint64_t deadline)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	enum mote_wait_result result = MOTE_WAIT_WOKEN;

	is_waited_for = true;
	while (!is_requested && result == MOTE_WAIT_WOKEN)
		result = wait(&flags, deadline);
	if (is_requested)
		result = MOTE_WAIT_WOKEN;
	mote_spin_unlock_irqrestore(&lock, flags);
	return result;
}
