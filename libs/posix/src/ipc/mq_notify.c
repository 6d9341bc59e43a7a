/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "../error.h"
#include "../signal/state.h"
#include "mq.h"

static int ask(struct mote_file *file, const struct mote_notify *notify)
{
	struct mq *queue = mq_of_file(file)->queue;
	unsigned long flags = mote_spin_lock_irqsave(&queue->lock);
	int error = queue->registered ? -EBUSY : 0;

	if (!error) {
		queue->registered = file;
		queue->notify = *notify;
	}
	mote_spin_unlock_irqrestore_nowake(&queue->lock, flags);
	return error;
}

static void ask_no_more(struct mote_file *file)
{
	struct mq *queue = mq_of_file(file)->queue;
	unsigned long flags = mote_spin_lock_irqsave(&queue->lock);

	queue->registered = NULL;
	mote_spin_unlock_irqrestore_nowake(&queue->lock, flags);
}

/* There is one process, so whoever asks is the one that has asked before. */
int mq_notify(mqd_t descriptor, const struct sigevent *event)
{
	struct mote_notify notify;
	struct mote_file *file;
	int error = mq_hold(descriptor, &file);

	if (error)
		return (int)mote_posix_result(error);
	if (event) {
		/* The signal may be for this thread, which pthreads may not know yet. */
		mote_signal_self();
		error = mote_notify_prepare(&notify, event);
		if (!error)
			error = ask(file, &notify);
	} else {
		ask_no_more(file);
	}
	mq_let_go(file);
	return (int)mote_posix_result(error);
}
