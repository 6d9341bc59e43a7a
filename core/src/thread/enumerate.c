/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/THREAD_PRIORITIES.h>

#include "thread.h"

const char *mote_thread_name(const struct mote_thread *thread)
{
	return thread->name;
}

static struct mote_thread_view view_of(const struct mote_thread *thread)
{
	/* Also where it waits and the processor idles on its stack. */
	bool on_processor = thread == mote_thread_self();
	bool running = on_processor && thread->state == MOTE_THREAD_READY;

	return (struct mote_thread_view){
		.thread = thread,
		.name = thread->name,
		.waits_for = thread->waits_in ? thread->waits_in->name : NULL,
		.state = running ? MOTE_THREAD_RUNNING : thread->state,
		.suspended = thread->suspend_requests && !thread->suspend_disabled,
		.priority = CONFIG_THREAD_PRIORITIES ? thread->priority : MOTE_PRIORITY_NORMAL,
		.stack_begin = mote_thread_stack_begin(thread),
		.stack_end = mote_thread_stack_end(thread),
		.stack_pointer = on_processor ? 0 : thread->stack_pointer,
	};
}

int mote_thread_for_each(int (*visit)(const struct mote_thread_view *view, void *context),
			 void *context)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_scheduler_lock);
	struct mote_list *link;
	int result = 0;

	MOTE_LIST_FOREACH(link, &mote_threads) {
		struct mote_thread_view view =
			view_of(MOTE_CONTAINER_OF(link, struct mote_thread, all));

		result = visit(&view, context);
		if (result != 0)
			break;
	}
	mote_spin_unlock_irqrestore(&mote_scheduler_lock, flags);
	return result;
}
