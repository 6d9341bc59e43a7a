/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/alert.h>

#include "../error.h"
#include "aio_queue.h"

/* What has been given to a worker goes on; what waits for one ends here. */
static int cancel(const struct mote_file *file, const struct aiocb *block)
{
	struct mote_list cancelled = MOTE_LIST_INIT(cancelled);
	bool others_run = mote_aio_take_queued(file, block, &cancelled);
	bool is_any_cancelled = !mote_list_is_empty(&cancelled);
	struct mote_list *link;

	while ((link = mote_list_take_first(&cancelled)))
		mote_aio_finish(MOTE_CONTAINER_OF(link, struct aio_request, link), -ECANCELED);
	if (others_run)
		return AIO_NOTCANCELED;
	return is_any_cancelled ? AIO_CANCELED : AIO_ALLDONE;
}

int aio_cancel(int descriptor, struct aiocb *block)
{
	int result = -EBADF;
	struct mote_file *file;

	mote_alert_defer();
	file = mote_descriptor_get(descriptor);
	if (file) {
		if (block && block->aio_fildes != descriptor)
			result = -EINVAL;
		else
			result = cancel(file, block);
		mote_file_release(file);
	}
	mote_alert_allow();
	return (int)mote_posix_result(result);
}
