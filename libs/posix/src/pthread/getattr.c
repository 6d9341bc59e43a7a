/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/page.h>
#include <mote/string.h>

#include "attribute.h"
#include "thread.h"

struct search {
	const struct mote_thread *thread;
	pthread_attr_t *attr;
};

static int find_stack(const struct mote_thread_view *view, void *context)
{
	struct search *search = context;

	if (view->thread != search->thread)
		return 0;
	search->attr->__stack = (void *)view->stack_begin;
	search->attr->__stack_bytes = view->stack_end - view->stack_begin;
	return 1;
}

int pthread_getattr_np(pthread_t thread, pthread_attr_t *attr)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	struct search search = {.attr = attr};
	int error = ESRCH;

	if (mote_pthread_lives(thread)) {
		error = 0;
		*attr = (pthread_attr_t){
			.__valid = MOTE_PTHREAD_VALID,
			.__is_detached = thread->is_detached,
			.__is_explicit = 1,
			.__policy = thread->policy,
		};
		if (thread->policy != SCHED_OTHER)
			attr->__priority = (int)mote_thread_priority(thread->thread);
		memcpy(attr->__name, thread->name, sizeof(attr->__name));
		search.thread = thread->thread;
		mote_thread_for_each(find_stack, &search);
		/* The lowest bytes of what was allocated are more than was asked for. */
		if (thread->stack_bytes && thread->stack_bytes < attr->__stack_bytes) {
			attr->__stack = (char *)attr->__stack + attr->__stack_bytes -
					thread->stack_bytes;
			attr->__stack_bytes = thread->stack_bytes;
		}
	}
	mote_spin_unlock_irqrestore_nowake(&mote_pthread_lock, flags);
	return error;
}
