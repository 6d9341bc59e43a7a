/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What files stand on, for tests on the host: page frames of a small machine, which trap where they
 * are free or protected, as the sanitizer sees it; a heap that fails when it is told to; locks that
 * check who has them; open files and transfers.
 */
#ifndef FILES_MODEL_H
#define FILES_MODEL_H

#include <errno.h>
#include <mote/file.h>
#include <mote/heap.h>
#include <mote/page.h>
#include <mote/test_random.h>
#include <mote/thread.h>
#include <sanitizer/asan_interface.h>
#include <stdlib.h>
#include <string.h>
#include <unit.h>

#define PAGES 600

static unsigned char memory[PAGES][MOTE_PAGE_BYTES] __attribute__((aligned(MOTE_PAGE_BYTES)));
static bool is_taken[PAGES], is_protected[PAGES];
static size_t taken;
static size_t heap_allocations;
static unsigned suspend_depth;
static unsigned fail_one_in; /* of allocations; 0: none fails */
static uint64_t fail_random = 1;

static bool fails(void)
{
	return fail_one_in && mote_test_random_below(&fail_random, fail_one_in) == 0;
}

static void take(size_t first, size_t count)
{
	for (size_t i = first; i < first + count; i++) {
		assert_false(is_taken[i]);
		is_taken[i] = true;
	}
	taken += count;
	ASAN_UNPOISON_MEMORY_REGION(memory[first], count * MOTE_PAGE_BYTES);
	memset(memory[first], 0xee, count * MOTE_PAGE_BYTES);
}

static bool are_free(size_t first, size_t count)
{
	if (first + count > PAGES)
		return false;
	for (size_t i = first; i < first + count; i++)
		if (is_taken[i])
			return false;
	return true;
}

void *mote_page_alloc(size_t count)
{
	if (fails())
		return NULL;
	for (size_t first = 0; first + count <= PAGES; first++) {
		if (!are_free(first, count))
			continue;
		take(first, count);
		return memory[first];
	}
	return NULL;
}

static size_t number_of(const void *page)
{
	size_t offset = (const unsigned char *)page - memory[0];

	assert_int_equal(offset % MOTE_PAGE_BYTES, 0);
	assert_in_range(offset, 0, sizeof(memory));
	return offset / MOTE_PAGE_BYTES;
}

bool mote_page_extend(void *pages, size_t count, size_t more)
{
	size_t first = number_of(pages) + count;

	if (fails() || !are_free(first, more))
		return false;
	take(first, more);
	return true;
}

void mote_page_free(void *pages, size_t count)
{
	size_t first = number_of(pages);

	for (size_t i = first; i < first + count; i++) {
		assert_true(is_taken[i]);
		/* It would be given out again as it is. */
		assert_false(is_protected[i]);
		is_taken[i] = false;
	}
	taken -= count;
	ASAN_POISON_MEMORY_REGION(pages, count * MOTE_PAGE_BYTES);
}

struct mote_page_statistics mote_page_statistics(void)
{
	return (struct mote_page_statistics){PAGES, PAGES - taken};
}

int mote_plat_protect(void *virt, size_t bytes, enum mote_plat_protection protection)
{
	size_t first = number_of(virt);

	assert_true(bytes > 0);
	for (size_t i = first; i < first + bytes / MOTE_PAGE_BYTES; i++) {
		assert_true(is_taken[i]);
		is_protected[i] = protection != MOTE_PLAT_WRITE;
	}
	if (protection == MOTE_PLAT_WRITE)
		ASAN_UNPOISON_MEMORY_REGION(virt, bytes);
	else
		ASAN_POISON_MEMORY_REGION(virt, bytes);
	return 0;
}

void *mote_heap_alloc(size_t bytes)
{
	void *block = fails() ? NULL : malloc(bytes);

	heap_allocations += block != NULL;
	return block;
}

void *mote_heap_alloc_zeroed(size_t count, size_t bytes)
{
	void *block = mote_heap_alloc(count * bytes);

	return block ? memset(block, 0, count * bytes) : NULL;
}

void mote_heap_free(void *block)
{
	heap_allocations -= block != NULL;
	free(block);
}

void mote_suspend_disable(void)
{
	suspend_depth++;
}

void mote_suspend_enable(void)
{
	assert_true(suspend_depth > 0);
	suspend_depth--;
}

void mote_mutex_init(struct mote_mutex *mutex)
{
	mutex->owner = 0;
}

/* With one thread each lock is free when it is taken. */
void mote_mutex_lock(struct mote_mutex *mutex)
{
	assert_int_equal(mutex->owner, 0);
	mutex->owner = 1;
}

void mote_mutex_unlock(struct mote_mutex *mutex)
{
	assert_int_equal(mutex->owner, 1);
	mutex->owner = 0;
}

size_t mote_io_piece(const struct mote_io *io, void **piece)
{
	if (!io->left)
		return 0;
	*piece = (char *)io->part->iov_base + io->begun;
	return io->part->iov_len - io->begun;
}

void mote_io_advance(struct mote_io *io, size_t bytes)
{
	assert_true(bytes <= io->left);
	io->left -= bytes;
	io->begun += bytes;
	while (io->left && io->begun >= io->part->iov_len) {
		io->begun -= io->part->iov_len;
		io->part++;
	}
}

static size_t transfer(struct mote_io *io, char *other, size_t bytes, bool is_put)
{
	size_t done = 0;

	while (done < bytes && io->left) {
		void *mine;
		size_t piece = mote_io_piece(io, &mine);

		if (piece > bytes - done)
			piece = bytes - done;
		if (is_put)
			memcpy(mine, other + done, piece);
		else
			memcpy(other + done, mine, piece);
		mote_io_advance(io, piece);
		done += piece;
	}
	return done;
}

size_t mote_io_put(struct mote_io *io, const void *data, size_t bytes)
{
	return transfer(io, (char *)data, bytes, true);
}

size_t mote_io_take(struct mote_io *io, void *buffer, size_t bytes)
{
	return transfer(io, buffer, bytes, false);
}

#endif
