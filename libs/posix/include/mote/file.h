/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Open files: the one interface through which files, pipes, sockets, terminals, eventfd and timerfd
 * plug into the descriptor table. An object embeds a struct mote_file and fills in what it can do:
 *
 *	struct thing {
 *		struct mote_file file;
 *		...
 *	};
 *
 *	mote_file_init(&thing->file, &thing_operations, O_RDWR | (flags & O_NONBLOCK));
 *	fd = mote_descriptor_install(&thing->file, flags);
 *	if (fd < 0)
 *		mote_file_release(&thing->file);
 *	return (int)mote_posix_result(fd);
 *
 * A struct mote_file is what POSIX calls an open file description: dup() makes two descriptors of one.
 * Internal functions return 0, a count, or a negative errno.
 */
#ifndef MOTE_FILE_H
#define MOTE_FILE_H

#include <fcntl.h>
#include <mote/list.h>
#include <mote/mutex.h>
#include <mote/spinlock.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/types.h>
#include <sys/uio.h>

struct dirent;
struct stat;
struct mote_file;
struct mote_file_mapping;

/*
 * A transfer to or from the caller's buffers, which are never empty of parts. What was put or taken is
 * behind it: LEFT is what there still is room for, or is still to be written.
 */
struct mote_io {
	const struct iovec *part; /* the one that comes next */
	size_t begun;		  /* bytes of it that are done */
	size_t left;		  /* bytes in all that are not done */
};

/* The next piece that lies together: stores where, returns how many bytes; 0 where none are left. */
size_t mote_io_piece(const struct mote_io *io, void **memory);

/* Says that the next BYTES bytes, at most io->left, are done. */
void mote_io_advance(struct mote_io *io, size_t bytes);

/* For a read: copies as many of the BYTES bytes at DATA as there is room for; returns how many. */
size_t mote_io_put(struct mote_io *io, const void *data, size_t bytes);

/* For a write: copies at most BYTES of the bytes to be written to BUFFER; returns how many. */
size_t mote_io_take(struct mote_io *io, void *buffer, size_t bytes);

/*
 * What read, write and the like return whose wait was MOTE_WAIT_INTERRUPTED. The caller of the operation
 * then gives its reference back, runs the handlers of signals, which may not return, and where the call
 * is one that goes on calls the operation again. What has been transferred before is not lost:
 * after this and after any error it is what the call returns.
 */
#define MOTE_FILE_INTERRUPTED (-1000)

/* In place of an offset: at the file's end, wherever that is then. */
#define MOTE_FILE_END ((off_t)-1)

/*
 * What an open file can do. All are called in thread context with a reference held, so that a
 * descriptor that is closed meanwhile does no harm, and with no lock held. One that is NULL gives
 * the error that POSIX names, here behind each. Access modes (O_RDONLY ...), offsets below 0 and
 * lengths beyond SSIZE_MAX have been checked already.
 */
struct mote_file_operations {
	/* What it is called in messages: "pipe". */
	const char *name;
	/*
	 * Reads what there is, at most io->left bytes, which may be 0; waits for the first byte unless
	 * file->flags has O_NONBLOCK (-EAGAIN). Returns how many, 0 at the end. NULL: EINVAL; EISDIR
	 * where there is read_directory.
	 */
	ssize_t (*read)(struct mote_file *file, struct mote_io *io);
	/* Writes; returns how many bytes, less than io->left only where it must. NULL: EINVAL. */
	ssize_t (*write)(struct mote_file *file, struct mote_io *io);
	/* The same at OFFSET, leaving the file's own offset alone. NULL: ESPIPE. */
	ssize_t (*pread)(struct mote_file *file, struct mote_io *io, off_t offset);
	/*
	 * At *OFFSET, which may be MOTE_FILE_END: then it finds the end and writes there as one step,
	 * and stores where that was. NULL: ESPIPE.
	 */
	ssize_t (*pwrite)(struct mote_file *file, struct mote_io *io, off_t *offset);
	/* lseek(): returns the new offset. NULL: ESPIPE. */
	off_t (*seek)(struct mote_file *file, off_t offset, int whence);
	/* Fills STATUS, which is all zeros. NULL: it stays that. */
	int (*stat)(struct mote_file *file, struct stat *status);
	/* ftruncate(). NULL: EINVAL. */
	int (*truncate)(struct mote_file *file, off_t bytes);
	/* fsync(), fdatasync(): returns when what was written is safe. NULL: EINVAL. */
	int (*sync)(struct mote_file *file, bool data_only);
	/* FIONBIO has been done already; isatty() asks for TCGETS. NULL: ENOTTY. */
	int (*ioctl)(struct mote_file *file, unsigned long request, void *argument);
	/*
	 * The events of poll() that hold now: POLLIN, POLLOUT, POLLPRI, POLLRDHUP, POLLERR, POLLHUP;
	 * must not wait. mote_file_notify() says when they may have changed. NULL: as a regular file,
	 * always ready for reading and writing.
	 */
	unsigned (*poll)(struct mote_file *file);
	/* mmap(). NULL: ENODEV. */
	int (*map)(struct mote_file *file, struct mote_file_mapping *mapping);
	/* Stores the next entry of a directory: 1, 0 at the end, negative errno. NULL: ENOTDIR. */
	int (*read_directory)(struct mote_file *file, struct dirent *entry);
	/*
	 * The last reference has gone: frees what holds FILE. What it returns close() does, where it
	 * was that which let it go. Must be there; for what is static a function that does nothing.
	 */
	int (*close)(struct mote_file *file);
};

struct mote_file {
	const struct mote_file_operations *operations;
	unsigned references;
	/* Access mode and the flags that fcntl(F_SETFL) changes: O_APPEND, O_NONBLOCK, O_SYNC. */
	int flags;
	/* Who wants to be told of events; the lock guards it and is taken by notify alone. */
	struct mote_spinlock lock;
	struct mote_list watchers;
};

/* One that has always been there, with a reference that is never given back. */
#define MOTE_FILE_INIT(file, file_operations, file_flags)                                          \
	{                                                                                          \
		.operations = (file_operations), .references = 1, .flags = (file_flags),           \
		.watchers = MOTE_LIST_INIT((file).watchers)                                        \
	}

/*
 * Makes FILE an open one with one reference, the caller's. FLAGS: access mode and status flags; others
 * (O_CREAT, O_CLOEXEC) are left out. Any context.
 */
void mote_file_init(struct mote_file *file, const struct mote_file_operations *operations,
		    int flags);

/* Takes another reference to FILE, of which the caller has one. Any context. */
void mote_file_hold(struct mote_file *file);

/*
 * Gives a reference back; with the last one the file is closed. Returns what close() shall: 0 or a
 * negative errno. Thread context, no lock held.
 */
int mote_file_release(struct mote_file *file);

/*
 * Says that EVENTS (POLLIN ...) hold now: wakes who polls for them, and gives edge-triggered epolls a
 * new edge. Call it after each change for the better: data came, room came, the other end hung up;
 * also where some was there already. Any context.
 */
void mote_file_notify(struct mote_file *file, unsigned events);

/*
 * Gives FILE the lowest descriptor that is free; FLAGS: O_CLOEXEC counts, others don't. The caller's
 * reference is the table's now. Returns the descriptor, or -EMFILE or -ENOMEM: then the caller has its
 * reference still. Thread context.
 */
int mote_descriptor_install(struct mote_file *file, int flags);

/*
 * The file of DESCRIPTOR with a reference, which the caller gives back by mote_file_release(); NULL
 * where it isn't open (EBADF). Thread context.
 */
struct mote_file *mote_descriptor_get(int descriptor);

/*
 * The same for calls that want one kind of file: stores it in *FILE. Returns 0, -EBADF, or ERROR
 * (negative, such as -ENOTSOCK) where its operations are others. Thread context.
 */
int mote_descriptor_get_as(int descriptor, const struct mote_file_operations *operations, int error,
			   struct mote_file **file);

/* close() without cancellation and errno: 0 or a negative errno. Thread context. */
int mote_descriptor_close(int descriptor);

/*
 * A file with an offset. Its operations have pread, pwrite and stat of their own, and these three.
 * Reads, writes and seeks that use the offset follow one another, as POSIX demands (2.9.7).
 */
struct mote_seekable_file {
	struct mote_file file;
	off_t offset;
	/* Of the offset, held during the transfer. A transfer that waits for ever must not be one. */
	struct mote_mutex offset_lock;
};

/* Makes FILE an open one at offset 0, as mote_file_init() does. Any context. */
void mote_seekable_file_init(struct mote_seekable_file *file,
			     const struct mote_file_operations *operations, int flags);
/* Reads by pread at the offset, and moves that on. Thread context. */
ssize_t mote_seekable_read(struct mote_file *file, struct mote_io *io);

/* Writes by pwrite at the offset, or with O_APPEND at the file's end, and moves it on. Thread context. */
ssize_t mote_seekable_write(struct mote_file *file, struct mote_io *io);

/* Sets the offset; SEEK_END asks stat for the size. Also -EINVAL, -EOVERFLOW. Thread context. */
off_t mote_seekable_seek(struct mote_file *file, off_t offset, int whence);

#endif
