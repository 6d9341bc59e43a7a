/* SPDX-License-Identifier: BSD-3-Clause */
/* Names of threads, which reports and the debugger show too. */
#include <errno.h>
#include <mote/string.h>

#include "attribute.h"
#include "thread.h"

/* Copies FROM into the SIZE bytes of TO. Returns 0, or ERANGE where it doesn't fit. */
static int copy(char *to, const char *from, size_t size)
{
	size_t length = strlen(from);

	if (length >= size)
		return ERANGE;
	memcpy(to, from, length + 1);
	return 0;
}

int pthread_setname_np(pthread_t thread, const char *name)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	int error = ESRCH;

	if (mote_pthread_lives(thread)) {
		error = copy(thread->name, name, sizeof(thread->name));
		if (!error)
			mote_thread_set_name(thread->thread, thread->name);
	}
	mote_spin_unlock_irqrestore_nowake(&mote_pthread_lock, flags);
	return error;
}

int pthread_getname_np(pthread_t thread, char *name, size_t size)
{
	unsigned long flags = mote_spin_lock_irqsave(&mote_pthread_lock);
	int error = ESRCH;

	if (mote_pthread_lives(thread))
		error = copy(name, mote_thread_name(thread->thread), size);
	mote_spin_unlock_irqrestore_nowake(&mote_pthread_lock, flags);
	return error;
}

int pthread_attr_setname_np(pthread_attr_t *attr, const char *name)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	return copy(attr->__name, name, sizeof(attr->__name));
}

int pthread_attr_getname_np(const pthread_attr_t *attr, char *name, size_t size)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	return copy(name, attr->__name, size);
}
