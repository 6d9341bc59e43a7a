/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mmap(). A page frame has one address, for ever: so mapping gives out page frames, and unmapping
 * gives them back. Private mappings get pages of their own, a file's content copied into them;
 * shared ones are the file's own pages (mote/file_mapping.h). With MAP_FIXED pages can be had that are
 * mapped already, whose content goes then, and such as are free.
 */
#include <mote/file_mapping.h>
#include <mote/page.h>
#include <string.h>
#include <sys/uio.h>

#include "../error.h"
#include "protection.h"
#include "segments.h"

/* What is to be mapped. */
struct request {
	char *address; /* with MAP_FIXED; then where it lies */
	size_t bytes;  /* whole pages */
	int bits;
	enum mote_plat_protection protection;
	int flags;
	struct mote_file *file; /* NULL: anonymous */
	off_t offset;
};

static bool is_shared_file(const struct request *request)
{
	return request->file && request->flags & MAP_SHARED;
}

static int check_file(const struct request *request)
{
	const struct mote_file *file = request->file;
	int access = file->flags & O_ACCMODE;
	off_t end;

	if (access == O_WRONLY)
		return -EACCES;
	if (is_shared_file(request) && request->bits & PROT_WRITE && access != O_RDWR)
		return -EACCES;
	if (is_shared_file(request) ? !file->operations->map : !file->operations->pread)
		return -ENODEV;
	if (request->offset < 0 || __builtin_add_overflow(request->offset, request->bytes, &end))
		return -EOVERFLOW;
	/* The file system writes to the same page that the program sees. */
	return is_shared_file(request) && request->bits & PROT_EXEC ? -ENOTSUP : 0;
}

/* The pages that MAP_FIXED asks for, which become a segment's own. The segments are locked. */
static int take_fixed(const struct request *request)
{
	uintptr_t begin = (uintptr_t)request->address;
	uintptr_t end = begin + request->bytes;
	size_t first;

	if (segments_own(begin, end)) {
		segments_cut(begin);
		segments_cut(end);
		for (first = segments_find(begin);
		     first < segments_count() && segments_at(first)->begin < end;)
			segments_remove(first);
		/* Writable again if they weren't. */
		return mote_plat_protect(request->address, request->bytes, MOTE_PLAT_WRITE);
	}
	first = segments_find(begin);
	if (first < segments_count() && segments_at(first)->begin < end)
		return -ENOTSUP;
	return mote_page_extend(request->address, 0, request->bytes / MOTE_PAGE_BYTES) ? 0
										       : -ENOMEM;
}

/* The content of the file, zeros behind its end. */
static int fill(const struct request *request)
{
	struct iovec part = {request->address, request->bytes};
	struct mote_io io = {.part = &part, .left = request->bytes};
	off_t offset = request->offset;

	while (request->file && io.left) {
		ssize_t read = request->file->operations->pread(request->file, &io, offset);

		if (read < 0)
			return read;
		if (read == 0)
			break;
		offset += read;
	}
	memset(request->address + request->bytes - io.left, 0, io.left);
	return 0;
}

static void remember(const struct request *request)
{
	segments_insert(&(struct segment){
		.begin = (uintptr_t)request->address,
		.end = (uintptr_t)request->address + request->bytes,
		.times = 1,
		.is_anonymous = !request->file,
		.is_locked = segments_lock_new,
		.protection = request->protection,
	});
}

/* The pages, which are nobody else's then. */
static int take(struct request *request)
{
	int error;

	if (!(request->flags & MAP_FIXED)) {
		request->address = mote_page_alloc(request->bytes / MOTE_PAGE_BYTES);
		return request->address ? 0 : -ENOMEM;
	}
	segments_enter();
	error = segments_reserve(2);
	if (!error)
		error = take_fixed(request);
	segments_leave();
	return error;
}

static int protect_and_remember(const struct request *request)
{
	int error = segments_reserve(1);

	if (!error && request->protection != MOTE_PLAT_WRITE)
		error = mote_plat_protect(request->address, request->bytes, request->protection);
	if (!error)
		remember(request);
	return error;
}

static int map_own(struct request *request)
{
	int error = take(request);

	if (error)
		return error;
	error = fill(request);
	if (!error) {
		segments_enter();
		error = protect_and_remember(request);
		segments_leave();
	}
	if (error)
		mote_page_free(request->address, request->bytes / MOTE_PAGE_BYTES);
	return error;
}

static size_t count_within(uintptr_t begin, uintptr_t end)
{
	size_t first = segments_find(begin);
	size_t behind = first;

	while (behind < segments_count() && segments_at(behind)->begin < end)
		behind++;
	return behind - first;
}

/* Notes what the file has mapped: anew, or once more where it was mapped already. */
static int remember_shared(const struct request *request, const struct mote_file_mapping *mapping)
{
	uintptr_t at = (uintptr_t)mapping->memory;
	uintptr_t end = at + mapping->bytes;

	if (segments_reserve(2 * count_within(at, end) + 3) != 0)
		return -ENOMEM;
	segments_cut(at);
	segments_cut(end);
	while (at < end) {
		size_t number = segments_find(at);
		struct segment *next = number < segments_count() ? segments_at(number) : NULL;
		struct segment segment = {
			.begin = at,
			.end = next && next->begin < end ? next->begin : end,
			.file = request->file,
			.offset = request->offset + (at - (uintptr_t)mapping->memory),
			.times = 1,
			.unmap = mapping->unmap,
			.written = mapping->write,
			.is_locked = segments_lock_new,
		};

		if (next && next->begin == at) {
			next->times++;
			next->written |= mapping->write;
			at = next->end;
			continue;
		}
		mote_file_hold(request->file);
		segments_insert(&segment);
		at = segment.end;
	}
	return 0;
}

static int map_shared(struct request *request)
{
	struct mote_file_mapping mapping = {
		.offset = request->offset,
		.bytes = request->bytes,
		.write = request->bits & PROT_WRITE,
	};
	int error = request->file->operations->map(request->file, &mapping);

	if (error)
		return error;
	if (request->flags & MAP_FIXED && request->address != mapping.memory)
		error = -ENOTSUP;
	if (!error) {
		segments_enter();
		error = remember_shared(request, &mapping);
		segments_leave();
	}
	if (error)
		mapping.unmap(request->file, mapping.offset, mapping.bytes, false);
	request->address = mapping.memory;
	return error;
}

static int map(struct request *request)
{
	int error = request->file ? check_file(request) : 0;
	uintptr_t end;

	if (!error)
		error = segments_range((uintptr_t)request->address, request->bytes, &end);
	if (error)
		return error;
	if (is_shared_file(request))
		return map_shared(request);
	return map_own(request);
}

static int prepare(struct request *request, size_t bytes)
{
	int sharing = request->flags & (MAP_SHARED | MAP_PRIVATE);

	if (!bytes || (sharing != MAP_SHARED && sharing != MAP_PRIVATE) ||
	    request->offset % MOTE_PAGE_BYTES)
		return -EINVAL;
	if (!(request->flags & MAP_FIXED))
		request->address = NULL;
	/* So many that rounding them up is too much are too many anyway. */
	if (__builtin_add_overflow(bytes, MOTE_PAGE_BYTES - 1, &request->bytes))
		request->bytes = bytes;
	request->bytes &= -(size_t)MOTE_PAGE_BYTES;
	return mote_protection_of(request->bits, &request->protection);
}

void *mmap(void *address, size_t bytes, int protection, int flags, int descriptor, off_t offset)
{
	struct request request = {
		.address = address,
		.bits = protection,
		.flags = flags,
		.offset = offset,
	};
	int error = prepare(&request, bytes);

	if (!error && !(flags & MAP_ANONYMOUS)) {
		request.file = mote_descriptor_get(descriptor);
		error = request.file ? 0 : -EBADF;
	}
	if (!error)
		error = map(&request);
	if (request.file)
		mote_file_release(request.file);
	return mote_posix_result(error) ? MAP_FAILED : request.address;
}
