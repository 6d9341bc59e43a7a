/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Entropy: bytes that nobody can guess. Sources are a device class; the core seeds a generator from
 * all that are there. Where there is none, random calls fail.
 */
#ifndef MOTE_ENTROPY_H
#define MOTE_ENTROPY_H

#include <mote/table.h>
#include <stddef.h>

struct mote_entropy_source {
	const char *name;
	/* Returns 0, or -ENODEV where the source isn't there. Called once. Thread context. */
	int (*start)(void);
	/*
	 * Fills BUFFER with BYTES bytes of full entropy. Returns 0, or -EIO where the source fails.
	 * Thread context.
	 */
	int (*read)(void *buffer, size_t bytes);
};

#define MOTE_ENTROPY_SOURCE(id)                                                                    \
	MOTE_TABLE_LAZY_ENTRY(struct mote_entropy_source, entropy_source, mote_entropy_source_##id)

/*
 * Fills BUFFER with BYTES random bytes. Returns 0, or -EAGAIN where no source has given a seed: then
 * BUFFER is zeroed, and who needs the bytes must refuse to work. Thread context.
 */
int mote_random(void *buffer, size_t bytes);

#endif
