/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The three descriptors of an image without libs/posix: 0 is at its end, 1 and 2 are the console. What is
 * typed, and other descriptors, are libs/posix's.
 */
#include <errno.h>
#include <mote/console.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#define DESCRIPTORS 3

static bool is_closed[DESCRIPTORS];

static bool is_open(int descriptor)
{
	if (descriptor >= 0 && descriptor < DESCRIPTORS && !is_closed[descriptor])
		return true;
	errno = EBADF;
	return false;
}

ssize_t read(int descriptor, void *buffer, size_t bytes)
{
	(void)buffer;
	(void)bytes;
	return is_open(descriptor) ? 0 : -1;
}

ssize_t write(int descriptor, const void *text, size_t bytes)
{
	if (!is_open(descriptor))
		return -1;
	mote_console_write(text, bytes);
	return bytes;
}

int close(int descriptor)
{
	if (!is_open(descriptor))
		return -1;
	is_closed[descriptor] = true;
	return 0;
}

int isatty(int descriptor)
{
	return is_open(descriptor);
}

int fstat(int descriptor, struct stat *status)
{
	if (!is_open(descriptor))
		return -1;
	*status = (struct stat){.st_mode = S_IFCHR | S_IRUSR | S_IWUSR, .st_nlink = 1};
	return 0;
}

off_t lseek(int descriptor, off_t offset, int whence)
{
	(void)offset;
	(void)whence;
	if (is_open(descriptor))
		errno = ESPIPE;
	return -1;
}
