/* SPDX-License-Identifier: BSD-3-Clause */
/* SIGEV_THREAD: a thread of its own for each notification. */
#include <errno.h>
#include <stdlib.h>

#include "notify.h"

/* What the new thread needs, as the event may be prepared anew meanwhile. */
struct call {
	void (*function)(union sigval);
	union sigval value;
};

int mote_notify_prepare_thread(struct mote_notify *notify)
{
	const pthread_attr_t *wanted = notify->event.sigev_notify_attributes;
	int error;

	if (wanted)
		notify->attributes = *wanted;
	else if ((error = pthread_attr_init(&notify->attributes)) != 0)
		return -error;
	/* Nobody could join it. */
	return -pthread_attr_setdetachstate(&notify->attributes, PTHREAD_CREATE_DETACHED);
}

static void *run(void *argument)
{
	struct call call = *(struct call *)argument;

	free(argument);
	call.function(call.value);
	return NULL;
}

int mote_notify_start_thread(struct mote_notify *notify)
{
	struct call *call = malloc(sizeof(*call));
	pthread_t thread;

	if (!call)
		return -EAGAIN;
	call->function = notify->event.sigev_notify_function;
	call->value = notify->event.sigev_value;
	if (pthread_create(&thread, &notify->attributes, run, call) == 0)
		return 0;
	free(call);
	return -EAGAIN;
}
