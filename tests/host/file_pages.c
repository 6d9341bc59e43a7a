/* SPDX-License-Identifier: BSD-3-Clause */
/* The content of a file in page frames, beside a model: an array of bytes and where parts are mapped. */
#include <mote/file_pages.h>

#include "files_model.h"

#define FILE_PAGES 150
#define FILE_BYTES (FILE_PAGES * MOTE_PAGE_BYTES)
#define OPERATIONS 600
#define MAPPINGS 6

static struct mote_file_pages file;

static struct {
	unsigned char bytes[FILE_BYTES];
	size_t length;
	struct {
		size_t offset;
		size_t bytes; /* 0: not in use */
		unsigned char *memory;
	} mappings[MAPPINGS];
} model;

static unsigned char buffer[FILE_BYTES];

/* A transfer in two parts, so that pieces end where pages don't. */
struct transfer {
	struct iovec parts[2];
	struct mote_io io;
};

static struct mote_io *transfer_of(struct transfer *it, size_t bytes, uint64_t *random)
{
	size_t first = mote_test_random_below(random, bytes + 1);

	it->parts[0] = (struct iovec){buffer, first ? first : bytes};
	it->parts[1] = (struct iovec){buffer + it->parts[0].iov_len, bytes - it->parts[0].iov_len};
	it->io = (struct mote_io){.part = it->parts, .left = bytes};
	return &it->io;
}

static void fill(size_t bytes, uint64_t *random)
{
	unsigned char value = mote_test_random(random);

	for (size_t i = 0; i < bytes; i++)
		buffer[i] = value + i * 7;
}

/* Mostly short, sometimes whole pages, sometimes long. */
static size_t some_bytes(uint64_t *random)
{
	switch (mote_test_random_below(random, 4)) {
	case 0:
		return 1 + mote_test_random_below(random, FILE_BYTES / 3);
	case 1:
		return MOTE_PAGE_BYTES * (1 + mote_test_random_below(random, 3));
	default:
		return 1 + mote_test_random_below(random, 6000);
	}
}

static void write_some(uint64_t *random)
{
	size_t bytes = some_bytes(random);
	size_t offset = mote_test_random_below(random, FILE_BYTES - bytes);
	struct transfer it;
	ssize_t done;

	fill(bytes, random);
	done = mote_file_pages_write(&file, transfer_of(&it, bytes, random), offset);
	if (done < 0) {
		assert_int_equal(done, -ENOSPC);
		done = 0;
	} else if (!fail_one_in) {
		assert_int_equal(done, bytes);
	}
	memcpy(model.bytes + offset, buffer, done);
	if (done && offset + done > model.length)
		model.length = offset + done;
	assert_int_equal(file.bytes, model.length);
}

static void read_some(uint64_t *random)
{
	size_t bytes = some_bytes(random);
	size_t offset = mote_test_random_below(random, FILE_BYTES - bytes);
	size_t expected = offset >= model.length	  ? 0
			  : bytes < model.length - offset ? bytes
							  : model.length - offset;
	struct transfer it;

	memset(buffer, 0x55, bytes);
	assert_int_equal(mote_file_pages_read(&file, transfer_of(&it, bytes, random), offset),
			 expected);
	assert_memory_equal(buffer, model.bytes + offset, expected);
}

static void resize(uint64_t *random)
{
	size_t length = mote_test_random_below(random, FILE_BYTES);

	assert_int_equal(mote_file_pages_resize(&file, length), 0);
	if (length < model.length)
		memset(model.bytes + length, 0, model.length - length);
	model.length = length;
}

static void map_some(uint64_t *random, size_t i)
{
	struct mote_file_mapping mapping = {
		.offset = mote_test_random_below(random, FILE_PAGES) * MOTE_PAGE_BYTES,
		.bytes = (1 + mote_test_random_below(random, 8)) * MOTE_PAGE_BYTES,
		.write = true,
	};
	int error;

	if (mapping.offset + mapping.bytes > FILE_BYTES)
		return;
	error = mote_file_pages_map(&file, &mapping);
	if (error) {
		assert_int_equal(error, -ENOMEM);
		return;
	}
	model.mappings[i].offset = mapping.offset;
	model.mappings[i].bytes = mapping.bytes;
	model.mappings[i].memory = (unsigned char *)mapping.memory;
}

/* All of it, or the half at either end. */
static void unmap_some(uint64_t *random, size_t i)
{
	size_t pages = model.mappings[i].bytes / MOTE_PAGE_BYTES;
	size_t part = mote_test_random_below(random, 2) ? pages : (pages + 1) / 2;
	bool at_end = mote_test_random_below(random, 2);
	size_t rest = (pages - part) * MOTE_PAGE_BYTES;

	mote_file_pages_unmap(&file, model.mappings[i].offset + (at_end ? rest : 0),
			      part * MOTE_PAGE_BYTES);
	if (!at_end) {
		model.mappings[i].offset += part * MOTE_PAGE_BYTES;
		model.mappings[i].memory += part * MOTE_PAGE_BYTES;
	}
	model.mappings[i].bytes = rest;
}

/* What is mapped is the file; what lies behind its end traps. */
static void check_mapping(size_t i, uint64_t *random)
{
	size_t offset = model.mappings[i].offset;
	unsigned char *mapped = model.mappings[i].memory;
	size_t end = (model.length + MOTE_PAGE_BYTES - 1) / MOTE_PAGE_BYTES * MOTE_PAGE_BYTES;

	for (size_t at = 0; at < model.mappings[i].bytes; at += MOTE_PAGE_BYTES) {
		bool traps = offset + at >= end;

		assert_int_equal(is_protected[number_of(mapped + at)], traps);
		if (traps)
			break;
		/* Behind the end nothing is to be relied on, since somebody may have written there. */
		for (size_t j = at; j < at + MOTE_PAGE_BYTES && offset + j < model.length; j++)
			assert_int_equal(mapped[j], model.bytes[offset + j]);
	}
	if (offset < end) {
		size_t at = mote_test_random_below(random, MOTE_PAGE_BYTES);
		unsigned char value = mote_test_random(random);

		mapped[at] = value;
		if (offset + at < model.length)
			model.bytes[offset + at] = value;
	}
}

static void do_something(uint64_t *random)
{
	size_t i = mote_test_random_below(random, MAPPINGS);

	switch (mote_test_random_below(random, 8)) {
	case 0:
	case 1:
	case 2:
		write_some(random);
		break;
	case 3:
		resize(random);
		break;
	case 4:
		if (model.mappings[i].bytes)
			unmap_some(random, i);
		else
			map_some(random, i);
		break;
	default:
		read_some(random);
	}
	for (i = 0; i < MAPPINGS; i++)
		if (model.mappings[i].bytes)
			check_mapping(i, random);
	assert_int_equal(file.count, taken);
}

static void is_like_the_model(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		uint64_t random = seed;

		memset(&model, 0, sizeof(model));
		mote_file_pages_init(&file);
		fail_one_in = seed % 4 ? 0 : 20;
		for (size_t i = 0; i < OPERATIONS; i++)
			do_something(&random);
		for (size_t i = 0; i < MAPPINGS; i++)
			if (model.mappings[i].bytes)
				mote_file_pages_unmap(&file, model.mappings[i].offset,
						      model.mappings[i].bytes);
		assert_true(mote_list_is_empty(&file.windows));
		mote_file_pages_free(&file);
		assert_int_equal(taken, 0);
		assert_int_equal(heap_allocations, 0);
	}
	fail_one_in = 0;
}

static void is_sparse(void **state)
{
	struct iovec part = {buffer, 1};
	struct mote_io io = {.part = &part, .left = 1};

	(void)state;
	mote_file_pages_init(&file);
	assert_int_equal(mote_file_pages_write(&file, &io, (off_t)1 << 60), 1);
	assert_int_equal(file.bytes, ((off_t)1 << 60) + 1);
	assert_int_equal(taken, 1);
	io = (struct mote_io){.part = &part, .left = 1};
	buffer[0] = 1;
	assert_int_equal(mote_file_pages_read(&file, &io, (off_t)1 << 59), 1);
	assert_int_equal(buffer[0], 0);
	io = (struct mote_io){.part = &part, .left = 1};
	assert_int_equal(mote_file_pages_write(&file, &io, INT64_MAX), -EFBIG);
	mote_file_pages_free(&file);
	assert_int_equal(heap_allocations, 0);
}

static void leaves_memory_to_the_program(void **state)
{
	struct iovec part = {buffer, FILE_BYTES};
	ssize_t done, all = 0;

	(void)state;
	mote_file_pages_init(&file);
	for (;;) {
		struct mote_io io = {.part = &part, .left = FILE_BYTES};

		done = mote_file_pages_write(&file, &io, all);
		if (done < 0)
			break;
		all += done;
	}
	assert_int_equal(done, -ENOSPC);
	assert_int_equal(file.bytes, all);
	assert_int_equal(all, (PAGES - PAGES / 64) * MOTE_PAGE_BYTES);
	assert_int_equal(mote_file_pages_resize(&file, 0), 0);
	assert_int_equal(taken, 0);
	mote_file_pages_free(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(is_like_the_model,
			  "file pages: like an array of bytes, also if memory is short"),
		UNIT_TEST(is_sparse, "file pages: a byte far behind takes one page"),
		UNIT_TEST(leaves_memory_to_the_program,
			  "file pages: leave memory to the program, and go when the file is cut"),
	};

	ASAN_POISON_MEMORY_REGION(memory, sizeof(memory));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
