/* SPDX-License-Identifier: BSD-3-Clause */
#define _GNU_SOURCE /* pipe2() */
/*
 * Pipes: two files around one ring of bytes. What a thread copies at once under the lock is limited,
 * since interrupts are masked meanwhile, and is enough for a write that must not be torn.
 */
#include <config/LIB_POSIX_PIPE_BYTES.h>
#include <errno.h>
#include <mote/file.h>
#include <mote/heap.h>
#include <mote/wait.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../error.h"
#include "broken.h"

#define CAPACITY CONFIG_LIB_POSIX_PIPE_BYTES

/* A write of at most so many bytes comes out in one piece; <limits.h> promises less. */
#define ATOMIC 4096

_Static_assert(CAPACITY >= ATOMIC, "a write in one piece must have room");

struct pipe {
	struct mote_file reader, writer;
	struct mote_spinlock lock;
	bool has_reader, has_writer;
	size_t begin, bytes; /* what is in the ring */
	struct mote_wait_queue readers, writers;
	char ring[CAPACITY];
};

static struct pipe *of_reader(struct mote_file *file)
{
	return MOTE_CONTAINER_OF(file, struct pipe, reader);
}

static struct pipe *of_writer(struct mote_file *file)
{
	return MOTE_CONTAINER_OF(file, struct pipe, writer);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Moves at most LIMIT bytes out of the ring, in two steps where they lie around its end. */
static size_t get(struct pipe *pipe, struct mote_io *io, size_t limit)
{
	size_t count = least(least(limit, pipe->bytes), io->left);
	size_t first = least(count, CAPACITY - pipe->begin);

	mote_io_put(io, pipe->ring + pipe->begin, first);
	mote_io_put(io, pipe->ring, count - first);
	pipe->begin = (pipe->begin + count) % CAPACITY;
	pipe->bytes -= count;
	return count;
}

static size_t put(struct pipe *pipe, struct mote_io *io, size_t limit)
{
	size_t count = least(least(limit, CAPACITY - pipe->bytes), io->left);
	size_t end = (pipe->begin + pipe->bytes) % CAPACITY;
	size_t first = least(count, CAPACITY - end);

	mote_io_take(io, pipe->ring + end, first);
	mote_io_take(io, pipe->ring, count - first);
	pipe->bytes += count;
	return count;
}

/* Waits until there are bytes, or there is nobody who could write any. */
static int wait_for_bytes(struct pipe *pipe, unsigned long *irq)
{
	while (!pipe->bytes && pipe->has_writer) {
		if (pipe->reader.flags & O_NONBLOCK)
			return -EAGAIN;
		if (mote_wait(&pipe->readers, &pipe->lock, irq) == MOTE_WAIT_INTERRUPTED)
			return MOTE_FILE_INTERRUPTED;
	}
	return 0;
}

/* What a reader leaves is for the next, who was not woken for it. */
static ssize_t read_once(struct pipe *pipe, struct mote_io *io, bool must_wait)
{
	unsigned long irq = mote_spin_lock_irqsave(&pipe->lock);
	ssize_t result = must_wait ? wait_for_bytes(pipe, &irq) : 0;

	if (!result)
		result = get(pipe, io, ATOMIC);
	if (pipe->bytes)
		mote_wake_one(&pipe->readers);
	if (result > 0)
		mote_wake_all(&pipe->writers);
	mote_spin_unlock_irqrestore(&pipe->lock, irq);
	return result;
}

static ssize_t pipe_read(struct mote_file *file, struct mote_io *io)
{
	struct pipe *pipe = of_reader(file);
	size_t bytes = io->left;
	ssize_t result = read_once(pipe, io, true);

	while (result == ATOMIC && io->left)
		result = read_once(pipe, io, false);
	if (bytes == io->left)
		return result;
	if (CAPACITY - pipe->bytes >= ATOMIC)
		mote_file_notify(&pipe->writer, POLLOUT);
	return bytes - io->left;
}

/* Waits for room for NEEDED bytes. */
static int wait_for_room(struct pipe *pipe, size_t needed, unsigned long *irq)
{
	for (;;) {
		if (!pipe->has_reader)
			return -EPIPE;
		if (CAPACITY - pipe->bytes >= needed)
			return 0;
		if (pipe->writer.flags & O_NONBLOCK)
			return -EAGAIN;
		if (mote_wait(&pipe->writers, &pipe->lock, irq) == MOTE_WAIT_INTERRUPTED)
			return MOTE_FILE_INTERRUPTED;
	}
}

/* A write of more than ATOMIC bytes goes on with whatever room there is, in order of its coming. */
static ssize_t write_once(struct pipe *pipe, struct mote_io *io, bool is_atomic)
{
	unsigned long irq = mote_spin_lock_irqsave(&pipe->lock);
	ssize_t result = wait_for_room(pipe, is_atomic ? io->left : 1, &irq);

	if (!result)
		result = put(pipe, io, ATOMIC);
	if (result > 0)
		mote_wake_one(&pipe->readers);
	mote_spin_unlock_irqrestore(&pipe->lock, irq);
	if (result > 0)
		mote_file_notify(&pipe->reader, POLLIN);
	return result;
}

static ssize_t pipe_write(struct mote_file *file, struct mote_io *io)
{
	struct pipe *pipe = of_writer(file);
	size_t bytes = io->left;
	bool is_atomic = bytes <= ATOMIC;
	ssize_t result = 0;

	while (io->left && result >= 0)
		result = write_once(pipe, io, is_atomic);
	if (result == -EPIPE)
		mote_signal_broken_pipe();
	return result < 0 ? result : (ssize_t)bytes;
}

static unsigned reader_poll(struct mote_file *file)
{
	struct pipe *pipe = of_reader(file);

	return (pipe->bytes ? POLLIN : 0) | (pipe->has_writer ? 0 : POLLHUP);
}

static unsigned writer_poll(struct mote_file *file)
{
	struct pipe *pipe = of_writer(file);

	if (!pipe->has_reader)
		return POLLOUT | POLLERR;
	return CAPACITY - pipe->bytes >= ATOMIC ? POLLOUT : 0;
}

/* The end that is left frees the pipe. */
static void close_end(struct pipe *pipe, bool *has_end, struct mote_file *other, unsigned events)
{
	unsigned long irq = mote_spin_lock_irqsave(&pipe->lock);
	bool is_last;

	*has_end = false;
	is_last = !pipe->has_reader && !pipe->has_writer;
	mote_wake_all(&pipe->readers);
	mote_wake_all(&pipe->writers);
	if (!is_last)
		mote_file_notify(other, events);
	mote_spin_unlock_irqrestore(&pipe->lock, irq);
	if (is_last)
		mote_heap_free(pipe);
}

static int reader_close(struct mote_file *file)
{
	struct pipe *pipe = of_reader(file);

	close_end(pipe, &pipe->has_reader, &pipe->writer, POLLOUT | POLLERR);
	return 0;
}

static int writer_close(struct mote_file *file)
{
	struct pipe *pipe = of_writer(file);

	close_end(pipe, &pipe->has_writer, &pipe->reader, POLLIN | POLLHUP);
	return 0;
}

static int pipe_stat(struct mote_file *file, struct stat *status)
{
	(void)file;
	status->st_mode = S_IFIFO | S_IRUSR | S_IWUSR;
	status->st_nlink = 1;
	status->st_blksize = ATOMIC;
	return 0;
}

static int count_bytes(struct pipe *pipe, unsigned long request, void *argument)
{
	if (request != FIONREAD)
		return -ENOTTY;
	if (!argument)
		return -EFAULT;
	*(int *)argument = (int)pipe->bytes;
	return 0;
}

static int reader_ioctl(struct mote_file *file, unsigned long request, void *argument)
{
	return count_bytes(of_reader(file), request, argument);
}

static int writer_ioctl(struct mote_file *file, unsigned long request, void *argument)
{
	return count_bytes(of_writer(file), request, argument);
}

static const struct mote_file_operations reader_operations = {
	.name = "pipe",
	.read = pipe_read,
	.stat = pipe_stat,
	.ioctl = reader_ioctl,
	.poll = reader_poll,
	.close = reader_close,
};

static const struct mote_file_operations writer_operations = {
	.name = "pipe",
	.write = pipe_write,
	.stat = pipe_stat,
	.ioctl = writer_ioctl,
	.poll = writer_poll,
	.close = writer_close,
};

static struct pipe *make_pipe(int flags)
{
	struct pipe *pipe = mote_heap_alloc(sizeof(*pipe));

	if (!pipe)
		return NULL;
	mote_file_init(&pipe->reader, &reader_operations, O_RDONLY | (flags & O_NONBLOCK));
	mote_file_init(&pipe->writer, &writer_operations, O_WRONLY | (flags & O_NONBLOCK));
	pipe->has_reader = true;
	pipe->has_writer = true;
	pipe->begin = 0;
	pipe->bytes = 0;
	mote_wait_queue_init(&pipe->readers, "a pipe's bytes");
	mote_wait_queue_init(&pipe->writers, "a pipe's room");
	return pipe;
}

/* Each end belongs to the table once it has a descriptor. */
static int install(struct pipe *pipe, int descriptors[2], int flags)
{
	int reader, writer;

	reader = mote_descriptor_install(&pipe->reader, flags);
	if (reader < 0) {
		mote_file_release(&pipe->reader);
		mote_file_release(&pipe->writer);
		return reader;
	}
	writer = mote_descriptor_install(&pipe->writer, flags);
	if (writer < 0) {
		mote_descriptor_close(reader);
		mote_file_release(&pipe->writer);
		return writer;
	}
	descriptors[0] = reader;
	descriptors[1] = writer;
	return 0;
}

int pipe2(int descriptors[2], int flags)
{
	struct pipe *pipe;

	if (!descriptors)
		return (int)mote_posix_result(-EFAULT);
	if (flags & ~(O_CLOEXEC | O_NONBLOCK))
		return (int)mote_posix_result(-EINVAL);
	pipe = make_pipe(flags);
	if (!pipe)
		return (int)mote_posix_result(-ENOMEM);
	return (int)mote_posix_result(install(pipe, descriptors, flags));
}

int pipe(int descriptors[2])
{
	return pipe2(descriptors, 0);
}
