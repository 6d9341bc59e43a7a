/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/completion.h>

void mote_completion_init(struct mote_completion *completion)
{
	completion->done = false;
	mote_wait_queue_init(&completion->queue, "a completion");
}

void mote_completion_complete(struct mote_completion *completion)
{
	unsigned long flags = mote_spin_lock_irqsave(&completion->lock);

	completion->done = true;
	mote_wake_all(&completion->queue);
	mote_spin_unlock_irqrestore(&completion->lock, flags);
}

enum mote_wait_result mote_completion_wait_until(struct mote_completion *completion,
						 uint64_t deadline)
{
	unsigned long flags = mote_spin_lock_irqsave(&completion->lock);
	enum mote_wait_result result = MOTE_WAIT_WOKEN;

	if (!completion->done)
		result = mote_wait_until(&completion->queue, &completion->lock, &flags, deadline);
	if (completion->done)
		result = MOTE_WAIT_WOKEN;
	mote_spin_unlock_irqrestore(&completion->lock, flags);
	return result;
}
