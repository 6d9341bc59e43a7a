/* SPDX-License-Identifier: BSD-3-Clause */
/* mq_getattr(), mq_setattr(). */
#include <errno.h>

#include "../descriptor/flags.h"
#include "../error.h"
#include "mq.h"

static void describe(struct mote_file *file, struct mq_attr *attributes)
{
	const struct mq *queue = mq_of_file(file)->queue;

	*attributes = (struct mq_attr){
		.mq_flags = file->flags & O_NONBLOCK,
		.mq_maxmsg = (long)queue->most_messages,
		.mq_msgsize = (long)queue->most_bytes,
		.mq_curmsgs = (long)queue->count,
	};
}

int mq_getattr(mqd_t descriptor, struct mq_attr *attributes)
{
	struct mote_file *file;
	int error = mq_hold(descriptor, &file);

	if (error)
		return (int)mote_posix_result(error);
	if (attributes)
		describe(file, attributes);
	mq_let_go(file);
	return (int)mote_posix_result(attributes ? 0 : -EINVAL);
}

/* Only whether it waits can be changed. */
int mq_setattr(mqd_t descriptor, const struct mq_attr *restrict attributes,
	       struct mq_attr *restrict old)
{
	struct mote_file *file;
	int error = mq_hold(descriptor, &file);

	if (error)
		return (int)mote_posix_result(error);
	if (old)
		describe(file, old);
	if (attributes)
		mote_file_set_flags(file, O_NONBLOCK, (int)attributes->mq_flags);
	mq_let_go(file);
	return (int)mote_posix_result(attributes ? 0 : -EINVAL);
}
