/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table begins with the three descriptors that every program has, and grows by doubling. It is only
 * ever replaced as a whole under its lock, and memory is asked for before that is taken.
 */
#include "table.h"

#include <config/LIB_POSIX_OPEN_MAX.h>
#include <errno.h>
#include <mote/heap.h>
#include <string.h>

#include "../terminal/terminal.h"

#define FIRST_COUNT 8

static struct mote_descriptor first[FIRST_COUNT] = {
	{.file = &mote_terminal},
	{.file = &mote_terminal},
	{.file = &mote_terminal},
};

static struct {
	struct mote_descriptor *entries;
	int count;
	int lowest_free; /* none below it is free */
} table = {first, FIRST_COUNT, 3};

struct mote_spinlock mote_descriptor_lock;

struct mote_descriptor *mote_descriptor_entry(int descriptor)
{
	if (descriptor < 0 || descriptor >= table.count || !table.entries[descriptor].file)
		return NULL;
	return &table.entries[descriptor];
}

/* Makes the table one that has DESCRIPTOR, below the maximum. */
static int grow(int descriptor)
{
	struct mote_descriptor *grown, *old = NULL;
	int count = FIRST_COUNT;
	unsigned long flags;

	while (count <= descriptor)
		count *= 2;
	grown = mote_heap_alloc_zeroed(count, sizeof(*grown));
	if (!grown)
		return -ENOMEM;
	flags = mote_spin_lock_irqsave(&mote_descriptor_lock);
	/* Another thread may have been faster. */
	if (table.count < count) {
		old = table.entries;
		memcpy(grown, old, table.count * sizeof(*grown));
		table.entries = grown;
		table.count = count;
		grown = NULL;
	}
	mote_spin_unlock_irqrestore(&mote_descriptor_lock, flags);
	mote_heap_free(grown);
	if (old != first)
		mote_heap_free(old);
	return 0;
}

static int find_free(int lowest)
{
	int descriptor = lowest > table.lowest_free ? lowest : table.lowest_free;

	while (descriptor < table.count && table.entries[descriptor].file)
		descriptor++;
	return descriptor;
}

static void set(int descriptor, struct mote_file *file, int flags)
{
	table.entries[descriptor].file = file;
	table.entries[descriptor].close_on_exec = flags & O_CLOEXEC;
}

/* Returns the descriptor that FILE has now, or the one that the table has to grow for. */
static int try_install(struct mote_file *file, int flags, int lowest, bool *done)
{
	unsigned long irq = mote_spin_lock_irqsave(&mote_descriptor_lock);
	int descriptor = find_free(lowest);

	*done = descriptor < table.count && descriptor < CONFIG_LIB_POSIX_OPEN_MAX;
	if (*done) {
		if (lowest <= table.lowest_free)
			table.lowest_free = descriptor + 1;
		set(descriptor, file, flags);
	}
	mote_spin_unlock_irqrestore_nowake(&mote_descriptor_lock, irq);
	return descriptor;
}

int mote_descriptor_install_from(struct mote_file *file, int flags, int lowest)
{
	int descriptor, error;
	bool done;

	if (lowest < 0 || lowest >= CONFIG_LIB_POSIX_OPEN_MAX)
		return -EINVAL;
	for (;;) {
		descriptor = try_install(file, flags, lowest, &done);
		if (done)
			return descriptor;
		if (descriptor >= CONFIG_LIB_POSIX_OPEN_MAX)
			return -EMFILE;
		error = grow(descriptor);
		if (error)
			return error;
	}
}

int mote_descriptor_install(struct mote_file *file, int flags)
{
	return mote_descriptor_install_from(file, flags, 0);
}

int mote_descriptor_replace(struct mote_file *file, int flags, int descriptor,
			    struct mote_file **replaced)
{
	unsigned long irq;
	int error;

	if (descriptor < 0 || descriptor >= CONFIG_LIB_POSIX_OPEN_MAX)
		return -EBADF;
	/* It never shrinks, so that this may be looked at without the lock. */
	error = descriptor >= table.count ? grow(descriptor) : 0;
	if (error)
		return error;
	irq = mote_spin_lock_irqsave(&mote_descriptor_lock);
	*replaced = table.entries[descriptor].file;
	set(descriptor, file, flags);
	mote_spin_unlock_irqrestore_nowake(&mote_descriptor_lock, irq);
	return 0;
}

struct mote_file *mote_descriptor_get(int descriptor)
{
	unsigned long irq = mote_spin_lock_irqsave(&mote_descriptor_lock);
	struct mote_descriptor *entry = mote_descriptor_entry(descriptor);
	struct mote_file *file = entry ? entry->file : NULL;

	if (file)
		mote_file_hold(file);
	mote_spin_unlock_irqrestore_nowake(&mote_descriptor_lock, irq);
	return file;
}

int mote_descriptor_get_as(int descriptor, const struct mote_file_operations *operations, int error,
			   struct mote_file **file)
{
	*file = mote_descriptor_get(descriptor);
	if (!*file)
		return -EBADF;
	if ((*file)->operations == operations)
		return 0;
	mote_file_release(*file);
	*file = NULL;
	return error;
}

int mote_descriptor_close(int descriptor)
{
	unsigned long irq = mote_spin_lock_irqsave(&mote_descriptor_lock);
	struct mote_descriptor *entry = mote_descriptor_entry(descriptor);
	struct mote_file *file = entry ? entry->file : NULL;

	if (file) {
		entry->file = NULL;
		if (descriptor < table.lowest_free)
			table.lowest_free = descriptor;
	}
	mote_spin_unlock_irqrestore_nowake(&mote_descriptor_lock, irq);
	return file ? mote_file_release(file) : -EBADF;
}
