/* SPDX-License-Identifier: BSD-3-Clause */
#include "flags.h"

#include <errno.h>

#include "table.h"

void mote_file_set_flags(struct mote_file *file, int mask, int flags)
{
	unsigned long irq = mote_spin_lock_irqsave(&file->lock);

	file->flags = (file->flags & ~mask) | (flags & mask);
	mote_spin_unlock_irqrestore_nowake(&file->lock, irq);
}

int mote_descriptor_flags(int descriptor)
{
	unsigned long irq = mote_spin_lock_irqsave(&mote_descriptor_lock);
	struct mote_descriptor *entry = mote_descriptor_entry(descriptor);
	int flags = !entry ? -EBADF : entry->close_on_exec ? FD_CLOEXEC : 0;

	mote_spin_unlock_irqrestore_nowake(&mote_descriptor_lock, irq);
	return flags;
}

int mote_descriptor_set_flags(int descriptor, int flags)
{
	unsigned long irq = mote_spin_lock_irqsave(&mote_descriptor_lock);
	struct mote_descriptor *entry = mote_descriptor_entry(descriptor);

	if (entry)
		entry->close_on_exec = flags & FD_CLOEXEC;
	mote_spin_unlock_irqrestore_nowake(&mote_descriptor_lock, irq);
	return entry ? 0 : -EBADF;
}
