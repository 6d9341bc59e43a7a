/* SPDX-License-Identifier: BSD-3-Clause */
/* A bounded buffer of a mutex and two condition variables. */
#include <mote/condition.h>

#include "stress.h"

#define ROOM 7

static struct {
	struct mote_mutex mutex;
	struct mote_condition not_full, not_empty;
	unsigned long items[ROOM];
	unsigned long put, taken;
} buffer = {
	.mutex = MOTE_MUTEX_INIT(buffer.mutex),
	.not_full = MOTE_CONDITION_INIT(buffer.not_full),
	.not_empty = MOTE_CONDITION_INIT(buffer.not_empty),
};

void stress_buffer_end(void)
{
	STRESS_CHECK(buffer.put - buffer.taken <= ROOM);
	STRESS_CHECK(mote_mutex_owner(&buffer.mutex) == NULL);
}

static void put(struct worker *self)
{
	while (buffer.put - buffer.taken == ROOM)
		if (mote_condition_wait_until(&buffer.not_full, &buffer.mutex,
					      stress_deadline(self)) != MOTE_WAIT_WOKEN)
			return;
	buffer.items[buffer.put % ROOM] = buffer.put;
	buffer.put++;
	mote_condition_signal(&buffer.not_empty);
}

static void take(struct worker *self)
{
	while (buffer.put == buffer.taken)
		if (mote_condition_wait_until(&buffer.not_empty, &buffer.mutex,
					      stress_deadline(self)) != MOTE_WAIT_WOKEN)
			return;
	STRESS_CHECK(buffer.items[buffer.taken % ROOM] == buffer.taken);
	buffer.taken++;
	if (stress_below(self, 8))
		mote_condition_signal(&buffer.not_full);
	else
		mote_condition_broadcast(&buffer.not_full);
}

void stress_use_buffer(struct worker *self)
{
	/* A wait for a condition ends with one for the mutex. */
	self->wants = &buffer.mutex;
	mote_mutex_lock(&buffer.mutex);
	STRESS_CHECK(buffer.put - buffer.taken <= ROOM);
	if (stress_below(self, 2))
		put(self);
	else
		take(self);
	STRESS_CHECK(mote_mutex_owner(&buffer.mutex) == mote_thread_self());
	mote_mutex_unlock(&buffer.mutex);
	self->wants = NULL;
}
