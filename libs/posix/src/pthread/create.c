/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/LIB_POSIX_THREADS_MAX.h>
#include <errno.h>
#include <mote/string.h>

#include "attribute.h"
#include "thread.h"

static const pthread_attr_t defaults = {.__valid = MOTE_PTHREAD_VALID};

/* What a new thread runs. */
static void *begin(void *argument)
{
	struct mote_pthread *self = &mote_pthread;

	(void)argument;
	/* Only now, as handlers need what the C library has prepared meanwhile. */
	mote_signal_thread_unblock(&self->signals);
	pthread_exit(self->entry(self->argument));
}

/* Counts one more thread. Returns whether there may be one. */
static bool reserve(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	bool may = mote_pthread_count < CONFIG_LIB_POSIX_THREADS_MAX;

	mote_pthread_count += may;
	mote_spin_unlock_irqrestore_nowake(&mote_pthread_lock, flags);
	return may;
}

static void release(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);

	mote_pthread_count--;
	mote_spin_unlock_irqrestore_nowake(&mote_pthread_lock, flags);
}

/* What NEW, whose core has begun suspended, is told by its creator, SELF. */
static void tell(struct mote_pthread *new, const pthread_attr_t *attr,
		 const struct mote_pthread *self)
{
	new->is_created = true;
	new->is_detached = attr->__is_detached;
	new->signals.inherited = self->signals.mask;
	mote_signal_thread_begin(&new->signals, new->thread, MOTE_SIGNALS_ALL);
	memcpy(new->name, attr->__name, sizeof(new->name));
	if (*new->name)
		mote_thread_set_name(new->thread, new->name);
	if (new->is_detached)
		mote_thread_detach(new->thread);
}

static void insert(struct mote_pthread *new)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);

	mote_pthread_insert(new);
	mote_spin_unlock_irqrestore_nowake(&mote_pthread_lock, flags);
}

int pthread_create(pthread_t *restrict result, const pthread_attr_t *restrict attr,
		   void *(*entry)(void *), void *restrict argument)
{
	struct mote_pthread *self = mote_pthread_self();
	struct mote_thread_attributes attributes = {.suspended = true};
	struct mote_thread *thread;
	struct mote_pthread *new;
	int policy = self->policy;
	int error;

	if (!attr)
		attr = &defaults;
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	attributes.priority = mote_thread_priority(self->thread);
	if (attr->__is_explicit) {
		policy = attr->__policy;
		if (!mote_policy_has_priority(policy, attr->__priority))
			return EINVAL;
		attributes.priority = mote_policy_core_priority(policy, attr->__priority);
	}
	attributes.no_time_slice = policy == SCHED_FIFO;
	attributes.stack = attr->__stack;
	attributes.stack_bytes = attr->__stack_bytes;
	if (!reserve())
		return EAGAIN;
	error = mote_thread_create(&thread, &attributes, begin, NULL);
	if (error) {
		release();
		return error == -ENOMEM ? EAGAIN : -error;
	}
	new = mote_thread_local_of(thread, &mote_pthread);
	mote_pthread_prepare(new, thread);
	new->policy = policy;
	new->stack_bytes = attr->__stack_bytes;
	new->entry = entry;
	new->argument = argument;
	tell(new, attr, self);
	insert(new);
	*result = new;
	mote_thread_resume(thread);
	return 0;
}
