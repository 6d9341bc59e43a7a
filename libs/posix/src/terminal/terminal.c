/* SPDX-License-Identifier: BSD-3-Clause */
#include "terminal.h"

#include <errno.h>
#include <sys/stat.h>

static ssize_t terminal_read(struct mote_file *file, struct mote_io *io)
{
	const struct mote_terminal_input *input = mote_terminal_input();

	return input ? input->read(io, file->flags & O_NONBLOCK) : 0;
}

static ssize_t terminal_write(struct mote_file *file, struct mote_io *io)
{
	size_t bytes = io->left;
	int error = mote_terminal_write(io);

	(void)file;
	return error ? error : (ssize_t)bytes;
}

static int terminal_stat(struct mote_file *file, struct stat *status)
{
	(void)file;
	status->st_mode = S_IFCHR | S_IRUSR | S_IWUSR;
	status->st_nlink = 1;
	status->st_rdev = 0x501; /* /dev/console: 5, 1 */
	status->st_blksize = 1024;
	return 0;
}

static int terminal_ioctl(struct mote_file *file, unsigned long request, void *argument)
{
	const struct mote_terminal_input *input = mote_terminal_input();

	(void)file;
	return input ? input->ioctl(request, argument) : -ENOTTY;
}

static unsigned terminal_poll(struct mote_file *file)
{
	const struct mote_terminal_input *input = mote_terminal_input();

	(void)file;
	return POLLOUT | (input ? input->poll() : POLLIN);
}

/* The file is always there: that its last descriptor is closed changes nothing. */
static int terminal_close(struct mote_file *file)
{
	(void)file;
	return 0;
}

static const struct mote_file_operations operations = {
	.name = "terminal",
	.read = terminal_read,
	.write = terminal_write,
	.stat = terminal_stat,
	.ioctl = terminal_ioctl,
	.poll = terminal_poll,
	.close = terminal_close,
};

/* A reference for each of the descriptors 0, 1 and 2, and one that is never given back. */
struct mote_file mote_terminal = {
	.operations = &operations,
	.references = 4,
	.flags = O_RDWR,
	.watchers = MOTE_LIST_INIT(mote_terminal.watchers),
};
