/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/file.h>

#include "watch.h"

#define KEPT_FLAGS (O_ACCMODE | O_APPEND | O_NONBLOCK | O_SYNC)

void (*mote_file_forget_watchers)(struct mote_file *file);

void mote_file_init(struct mote_file *file, const struct mote_file_operations *operations,
		    int flags)
{
	*file = (struct mote_file){
		.operations = operations,
		.references = 1,
		.flags = flags & KEPT_FLAGS,
	};
	mote_list_init(&file->watchers);
}

void mote_file_hold(struct mote_file *file)
{
	__atomic_add_fetch(&file->references, 1, __ATOMIC_RELAXED);
}

int mote_file_release(struct mote_file *file)
{
	if (__atomic_sub_fetch(&file->references, 1, __ATOMIC_ACQ_REL))
		return 0;
	/* Who polls has a reference, so these are epoll's, which has none. */
	if (!mote_list_is_empty(&file->watchers))
		mote_file_forget_watchers(file);
	return file->operations->close(file);
}
