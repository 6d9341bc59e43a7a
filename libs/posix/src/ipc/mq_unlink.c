/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/heap.h>

#include "../error.h"
#include "mq.h"

/* Who has it open goes on with it; the name is free at once. */
int mq_unlink(const char *name)
{
	struct mote_ipc_object *object;
	const char *text;
	int error = mote_ipc_check_name(name, &text);

	if (error)
		return (int)mote_posix_result(error == -EINVAL ? -ENOENT : error);
	mote_ipc_lock();
	error = mote_ipc_unlink(&mote_mq_queues, text, &object);
	if (!error && mote_ipc_release(object))
		mote_heap_free(MOTE_CONTAINER_OF(object, struct mq, object));
	mote_ipc_unlock();
	return (int)mote_posix_result(error);
}
