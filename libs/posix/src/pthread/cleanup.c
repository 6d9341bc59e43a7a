/* SPDX-License-Identifier: BSD-3-Clause */
#include "thread.h"

void __pthread_cleanup_push(struct __pthread_cleanup *cleanup)
{
	struct mote_pthread *self = mote_pthread_self();

	cleanup->__outer = self->cleanup;
	self->cleanup = cleanup;
}

void __pthread_cleanup_pop(struct __pthread_cleanup *cleanup, int execute)
{
	mote_pthread.cleanup = cleanup->__outer;
	if (execute)
		cleanup->__routine(cleanup->__argument);
}
