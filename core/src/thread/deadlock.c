/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/format.h>
#include <mote/panic.h>

#include "thread.h"

static void print_waiting(const struct mote_thread *thread)
{
	const struct mote_thread *owner = thread->waits_for ? mote_mutex_owner(thread->waits_for)
							    : NULL;

	/* Without a queue it is suspended, or has asked for the end of an image that doesn't end. */
	const char *what = thread->suspend_requests ? "being resumed" : "the end of the image";

	mote_print("  thread %s waits for %s", thread->name,
		   thread->waits_in ? thread->waits_in->name : what);
	if (owner)
		mote_print(" that thread %s has", owner->name);
	mote_print("\n");
}

void mote_deadlock_report(void)
{
	struct mote_list *link;

	mote_print("\nmote: deadlock: every thread waits\n");
	MOTE_LIST_FOREACH(link, &mote_threads) {
		struct mote_thread *thread = MOTE_CONTAINER_OF(link, struct mote_thread, all);

		if (thread->state != MOTE_THREAD_ENDED)
			print_waiting(thread);
	}
	mote_panic("deadlock");
}
