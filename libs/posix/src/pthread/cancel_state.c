/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/alert.h>

#include "cancel.h"
#include "thread.h"

/* A request may have become due. */
static void look(struct mote_pthread *self)
{
	if (self->cancel_requested && self->cancel_asynchronous && !self->cancel_disabled)
		mote_thread_alert(self->thread);
}

int pthread_setcancelstate(int state, int *old)
{
	struct mote_pthread *self = mote_pthread_self();

	if (state != PTHREAD_CANCEL_ENABLE && state != PTHREAD_CANCEL_DISABLE)
		return EINVAL;
	if (old)
		*old = self->cancel_disabled ? PTHREAD_CANCEL_DISABLE : PTHREAD_CANCEL_ENABLE;
	self->cancel_disabled = state == PTHREAD_CANCEL_DISABLE;
	look(self);
	return 0;
}

int pthread_setcanceltype(int type, int *old)
{
	struct mote_pthread *self = mote_pthread_self();

	if (type != PTHREAD_CANCEL_DEFERRED && type != PTHREAD_CANCEL_ASYNCHRONOUS)
		return EINVAL;
	if (old)
		*old = self->cancel_asynchronous ? PTHREAD_CANCEL_ASYNCHRONOUS
						 : PTHREAD_CANCEL_DEFERRED;
	self->cancel_asynchronous = type == PTHREAD_CANCEL_ASYNCHRONOUS;
	look(self);
	return 0;
}

void pthread_testcancel(void)
{
	mote_cancel_test();
}
