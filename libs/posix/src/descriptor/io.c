/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/file.h>
#include <string.h>

size_t mote_io_piece(const struct mote_io *io, void **memory)
{
	size_t bytes = io->part->iov_len - io->begun;

	if (!io->left)
		return 0;
	*memory = (char *)io->part->iov_base + io->begun;
	return bytes < io->left ? bytes : io->left;
}

/* While bytes are left the part that comes next is neither a finished nor an empty one. */
void mote_io_advance(struct mote_io *io, size_t bytes)
{
	io->left -= bytes;
	io->begun += bytes;
	while (io->left && io->begun >= io->part->iov_len) {
		io->begun -= io->part->iov_len;
		io->part++;
	}
}

/* The next piece of at most LIMIT bytes. */
static size_t small_piece(const struct mote_io *io, size_t limit, void **memory)
{
	size_t bytes = mote_io_piece(io, memory);

	return bytes < limit ? bytes : limit;
}

size_t mote_io_put(struct mote_io *io, const void *data, size_t bytes)
{
	size_t done = 0, piece;
	void *memory;

	while ((piece = small_piece(io, bytes - done, &memory))) {
		memcpy(memory, (const char *)data + done, piece);
		mote_io_advance(io, piece);
		done += piece;
	}
	return done;
}

size_t mote_io_take(struct mote_io *io, void *buffer, size_t bytes)
{
	size_t done = 0, piece;
	void *memory;

	while ((piece = small_piece(io, bytes - done, &memory))) {
		memcpy((char *)buffer + done, memory, piece);
		mote_io_advance(io, piece);
		done += piece;
	}
	return done;
}
