/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mote/heap.h with CONFIG_HEAP_DEBUG. Each allocation is a larger one of the heap itself:
 *
 *	| struct allocation ... red zone | memory | red zone |
 *
 * What is freed is filled with poison and held back, the oldest being given up when that gets too
 * much; then, and when the heap is checked, the poison must still be there. Red zones are looked at
 * when an allocation is freed, when it is given up, and when the heap is checked.
 */
#include <config/COMMAND_LINE.h>
#include <config/HEAP_QUARANTINE_KIB.h>
#include <mote/compiler.h>
#include <mote/format.h>
#include <mote/heap.h>
#include <mote/list.h>
#include <mote/panic.h>
#include <mote/param.h>
#include <mote/spinlock.h>
#include <mote/startup.h>
#include <mote/string.h>
#include <stdint.h>

#include "../seeded_fault.h"
#include "heap_fail.h"
#include "heap_raw.h"

#define ZONE_BYTES 32
#define ZONE 0xfd
#define FRESH 0xcd /* what an allocation is filled with, so that nobody relies on zeros */
#define FREED 0xdf

/* States, which an address is mixed into so that a copy of a header isn't one. */
#define LIVE 0x6c697665 /* "live" */
#define HELD 0x68656c64 /* "held" */

struct allocation {
	struct mote_list link; /* among those of its state, the oldest first */
	size_t bytes;
	void *raw; /* where it begins in the heap itself */
	const void *allocated_by;
	const void *freed_by; /* NULL while it is allocated */
	uintptr_t state;
	uint8_t zone[24];
};

#define HEADER_BYTES sizeof(struct allocation)

_Static_assert(HEADER_BYTES % 16 == 0, "what follows is aligned to 16 bytes");

static struct mote_list live = MOTE_LIST_INIT(live);
static struct mote_list held = MOTE_LIST_INIT(held);
static size_t held_bytes;
static struct mote_heap_statistics statistics; /* without the pages */
static struct mote_spinlock lock;

static unsigned char *memory_of(const struct allocation *allocation)
{
	return (unsigned char *)(allocation + 1);
}

static uintptr_t state_for(const struct allocation *allocation, uintptr_t state)
{
	return (uintptr_t)allocation ^ state;
}

static struct allocation *find(const void *memory)
{
	struct allocation *allocation = (struct allocation *)memory - 1;

	if ((uintptr_t)memory % 16 || (allocation->state != state_for(allocation, LIVE) &&
				       allocation->state != state_for(allocation, HELD)))
		mote_panic("heap: %p was not allocated from the heap, or its header is overwritten",
			   memory);
	return allocation;
}

static _Noreturn void blame(const struct allocation *allocation, const char *what)
{
	const void *memory = memory_of(allocation);

	if (!allocation->freed_by)
		mote_panic("heap: %s %zu bytes at %p, allocated by %016lx", what, allocation->bytes,
			   memory, (uintptr_t)allocation->allocated_by);
	mote_panic("heap: %s %zu bytes at %p, allocated by %016lx, freed by %016lx", what,
		   allocation->bytes, memory, (uintptr_t)allocation->allocated_by,
		   (uintptr_t)allocation->freed_by);
}

static bool is_full_of(const uint8_t *memory, size_t bytes, uint8_t value)
{
	for (size_t i = 0; i < bytes; i++)
		if (memory[i] != value)
			return false;
	return true;
}

/* Panics where somebody has written what isn't his. */
static void check(const struct allocation *allocation)
{
	const unsigned char *memory = memory_of(allocation);

	if (!is_full_of(allocation->zone, sizeof(allocation->zone), ZONE))
		blame(allocation, "underflow of");
	if (!is_full_of(memory + allocation->bytes, ZONE_BYTES, ZONE) && !SEEDED(HEAP_ZONE))
		blame(allocation, "overflow of");
	if (allocation->freed_by && !is_full_of(memory, allocation->bytes, FREED))
		blame(allocation, "write after the free of");
}

static size_t whole_bytes(const struct allocation *allocation)
{
	return memory_of(allocation) + allocation->bytes + ZONE_BYTES -
	       (unsigned char *)allocation->raw;
}

/* Gives up the allocation that is held back longest, while more than LIMIT bytes are. */
static bool release_one(size_t limit)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	struct allocation *allocation = NULL;

	if (held_bytes > limit) {
		allocation =
			MOTE_CONTAINER_OF(mote_list_take_first(&held), struct allocation, link);
		held_bytes -= whole_bytes(allocation);
	}
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	if (!allocation)
		return false;
	check(allocation);
	allocation->state = 0;
	mote_heap_raw_free(allocation->raw);
	return true;
}

static void *alloc_raw(size_t alignment, size_t bytes)
{
	void *raw;

	/* What is held back must not be the reason for a failure. */
	while (!(raw = mote_heap_raw_alloc_aligned(alignment, bytes)) && release_one(0))
		;
	return raw;
}

static void count_failure(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	statistics.failures++;
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
}

/* Puts an allocation at the end of its list. */
static void add(struct allocation *allocation)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	mote_list_append(&live, &allocation->link);
	statistics.allocations++;
	statistics.bytes += allocation->bytes;
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
}

static void *allocate(size_t alignment, size_t bytes, const void *who)
{
	size_t offset = (HEADER_BYTES + alignment - 1) & -alignment;
	struct allocation *allocation;
	unsigned char *raw;

	if (!alignment || alignment & (alignment - 1) || mote_heap_fails())
		return NULL;
	if (bytes > SIZE_MAX / 4 || alignment > SIZE_MAX / 4 ||
	    !(raw = alloc_raw(alignment, offset + bytes + ZONE_BYTES))) {
		count_failure();
		return NULL;
	}
	allocation = (struct allocation *)(raw + offset) - 1;
	*allocation = (struct allocation){.bytes = bytes, .raw = raw, .allocated_by = who};
	allocation->state = state_for(allocation, LIVE);
	memset(allocation->zone, ZONE, sizeof(allocation->zone));
	memset(memory_of(allocation), FRESH, bytes);
	memset(memory_of(allocation) + bytes, ZONE, ZONE_BYTES);
	add(allocation);
	return memory_of(allocation);
}

/* Makes an allocation a freed one, which is in no list yet. */
static struct allocation *take_back(void *memory, const void *who)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	struct allocation *allocation = find(memory);

	if (allocation->state == state_for(allocation, HELD))
		blame(allocation, "second free of");
	check(allocation);
	mote_list_remove(&allocation->link);
	allocation->state = state_for(allocation, HELD);
	allocation->freed_by = who;
	statistics.allocations--;
	statistics.bytes -= allocation->bytes;
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	return allocation;
}

static void hold_back(struct allocation *allocation)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	mote_list_append(&held, &allocation->link);
	held_bytes += whole_bytes(allocation);
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	while (release_one((size_t)CONFIG_HEAP_QUARANTINE_KIB * 1024))
		;
}

static void release(void *memory, const void *who)
{
	struct allocation *allocation;

	if (!memory)
		return;
	allocation = take_back(memory, who);
	memset(memory, FREED, allocation->bytes);
	hold_back(allocation);
}

void *mote_heap_alloc(size_t bytes)
{
	return allocate(16, bytes, __builtin_return_address(0));
}

void *mote_heap_alloc_zeroed(size_t count, size_t bytes)
{
	void *memory;

	if (__builtin_mul_overflow(count, bytes, &bytes))
		return NULL;
	memory = allocate(16, bytes, __builtin_return_address(0));
	return memory ? memset(memory, 0, bytes) : NULL;
}

void *mote_heap_alloc_aligned(size_t alignment, size_t bytes)
{
	return allocate(alignment > 0 && alignment < 16 ? 16 : alignment, bytes,
			__builtin_return_address(0));
}

void mote_heap_free(void *memory)
{
	release(memory, __builtin_return_address(0));
}

size_t mote_heap_usable_bytes(const void *memory)
{
	return find(memory)->bytes;
}

/* It always moves, so that pointers to where it was are found. */
void *mote_heap_resize(void *memory, size_t bytes)
{
	void *moved = allocate(16, bytes, __builtin_return_address(0));
	size_t before;

	if (!memory)
		return moved;
	before = find(memory)->bytes;
	if (!moved)
		return bytes <= before ? memory : NULL;
	memcpy(moved, memory, bytes < before ? bytes : before);
	release(memory, __builtin_return_address(0));
	return moved;
}

struct mote_heap_statistics mote_heap_statistics(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	struct mote_heap_statistics result = statistics;

	result.pages = mote_heap_raw_statistics().pages;
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	return result;
}

void mote_heap_for_each(mote_heap_visitor *visit, void *argument)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, &live) {
		struct allocation *each = MOTE_CONTAINER_OF(link, struct allocation, link);
		struct mote_heap_allocation allocation = {
			.memory = memory_of(each), .bytes = each->bytes, .who = each->allocated_by};

		visit(&allocation, argument);
	}
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
}

static void check_all(struct mote_list *list)
{
	struct mote_list *link;

	MOTE_LIST_FOREACH(link, list)
		check(MOTE_CONTAINER_OF(link, struct allocation, link));
}

void mote_heap_check(void)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	check_all(&live);
	check_all(&held);
	mote_heap_raw_check();
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
}

static bool reports_leaks;

static void report_leak(const struct mote_heap_allocation *allocation, void *argument)
{
	(void)argument;
	mote_print("mote: heap: %zu bytes at %p are left, allocated by %016lx\n", allocation->bytes,
		   allocation->memory, (uintptr_t)allocation->who);
}

static int start(void)
{
	return 0;
}

static int stop(void)
{
	mote_heap_check();
	if (reports_leaks)
		mote_heap_for_each(report_leak, NULL);
	return 0;
}

/* The first step that needs memory, so that this is the last that is undone. */
MOTE_STARTUP(MOTE_STAGE_MEMORY, heap_debug, "checking the heap", start, stop);

#if CONFIG_COMMAND_LINE
static int set_leaks(const char *value)
{
	static const char *const words[] = {"ignore", "report"};
	int index = mote_param_word(value, words, MOTE_ARRAY_SIZE(words));

	if (index < 0)
		return index;
	reports_leaks = index;
	return 0;
}

MOTE_PARAM(heap_leaks, "heap.leaks", "ignore|report", "at the end list what wasn't freed",
	   set_leaks);
#endif
