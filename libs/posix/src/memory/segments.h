/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What mmap() has given out. A segment is pages that follow each other and that one call, or several
 * for the same part of a file, have mapped; a call that changes some pages of one cuts it first. They
 * are kept in the order of their addresses and don't overlap. All functions but enter want them locked.
 */
#ifndef POSIX_MEMORY_SEGMENTS_H
#define POSIX_MEMORY_SEGMENTS_H

#include <mote/file.h>
#include <mote/page.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct segment {
	uintptr_t begin;
	uintptr_t end;
	/* Whose memory it is, with a reference; NULL: the segment's own pages. */
	struct mote_file *file;
	off_t offset; /* of the first byte in the file */
	void (*unmap)(struct mote_file *file, off_t offset, size_t bytes, bool written);
	unsigned times;			      /* how often that was mapped; 1 for own pages */
	bool written;			      /* mapped at least once to be written to */
	bool is_anonymous;		      /* its own pages, and no copy of a file */
	bool is_locked;			      /* by mlock() or mlockall() */
	enum mote_plat_protection protection; /* of own pages */
};

/* Whether mlockall() wants what is mapped from now on locked. */
extern bool segments_lock_new;

void segments_enter(void);
void segments_leave(void);

/* How many there are, and the one with that number, from the lowest address on. */
size_t segments_count(void);
struct segment *segments_at(size_t number);

/* The number of the first that ends behind ADDRESS; their count where none does. */
size_t segments_find(uintptr_t address);

/* Makes sure that COUNT insertions or cuts won't fail. Returns 0 or -ENOMEM. */
int segments_reserve(size_t count);

/* Has segments end and begin at ADDRESS if it lies within one. Room was reserved. */
void segments_cut(uintptr_t address);

/* Adds a segment; room was reserved. It has a reference to its file. */
void segments_insert(const struct segment *segment);

/* Takes the one with that number out. */
void segments_remove(size_t number);

/* Whether all of it is mapped, and whether all of it consists of own pages. */
bool segments_cover(uintptr_t begin, uintptr_t end);
bool segments_own(uintptr_t begin, uintptr_t end);

/*
 * What mmap's callers say: whether ADDRESS and BYTES are a range of pages, which is stored in *END. The
 * begin must be that of a page. Returns 0, -EINVAL, or -ENOMEM where it goes beyond all addresses.
 */
int segments_range(uintptr_t address, size_t bytes, uintptr_t *end);

#endif
