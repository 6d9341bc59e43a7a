/* SPDX-License-Identifier: BSD-3-Clause */
#include "segments.h"

#include <errno.h>
#include <mote/heap.h>
#include <mote/mutex.h>
#include <mote/page.h>
#include <mote/thread.h>
#include <string.h>

#define ROOM_AT_FIRST 16

bool segments_lock_new;

static struct mote_mutex lock = MOTE_MUTEX_INIT(lock);
static struct segment *segments;
static size_t count;
static size_t room;

void segments_enter(void)
{
	mote_suspend_disable();
	mote_mutex_lock(&lock);
}

void segments_leave(void)
{
	mote_mutex_unlock(&lock);
	mote_suspend_enable();
}

size_t segments_count(void)
{
	return count;
}

struct segment *segments_at(size_t number)
{
	return &segments[number];
}

size_t segments_find(uintptr_t address)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (segments[middle].end <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int segments_reserve(size_t more)
{
	size_t wanted = room ? room : ROOM_AT_FIRST;
	struct segment *larger;

	if (room - count >= more)
		return 0;
	while (wanted - count < more)
		wanted *= 2;
	larger = mote_heap_resize(segments, wanted * sizeof(*segments));
	if (!larger)
		return -ENOMEM;
	segments = larger;
	room = wanted;
	return 0;
}

static void insert_at(size_t number, const struct segment *segment)
{
	memmove(&segments[number + 1], &segments[number], (count - number) * sizeof(*segments));
	segments[number] = *segment;
	count++;
}

void segments_insert(const struct segment *segment)
{
	insert_at(segments_find(segment->begin), segment);
}

void segments_remove(size_t number)
{
	count--;
	memmove(&segments[number], &segments[number + 1], (count - number) * sizeof(*segments));
}

void segments_cut(uintptr_t address)
{
	size_t number = segments_find(address);
	struct segment behind;

	if (number == count || segments[number].begin >= address)
		return;
	behind = segments[number];
	behind.offset += address - behind.begin;
	behind.begin = address;
	segments[number].end = address;
	if (behind.file)
		mote_file_hold(behind.file);
	insert_at(number + 1, &behind);
}

static bool covers(uintptr_t begin, uintptr_t end, bool own_only)
{
	for (size_t i = segments_find(begin); begin < end; i++) {
		if (i == count || segments[i].begin > begin || (own_only && segments[i].file))
			return false;
		begin = segments[i].end;
	}
	return true;
}

bool segments_cover(uintptr_t begin, uintptr_t end)
{
	return covers(begin, end, false);
}

bool segments_own(uintptr_t begin, uintptr_t end)
{
	return covers(begin, end, true);
}

int segments_range(uintptr_t address, size_t bytes, uintptr_t *end)
{
	if (address % MOTE_PAGE_BYTES)
		return -EINVAL;
	if (__builtin_add_overflow(address, bytes, end) ||
	    __builtin_add_overflow(*end, MOTE_PAGE_BYTES - 1, end))
		return -ENOMEM;
	*end &= -(uintptr_t)MOTE_PAGE_BYTES;
	return 0;
}
