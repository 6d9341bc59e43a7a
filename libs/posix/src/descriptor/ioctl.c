/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/file.h>
#include <stdarg.h>
#include <sys/ioctl.h>

#include "../error.h"
#include "../terminal/wanted.h"
#include "flags.h"
#include "table.h"

static int control(struct mote_file *file, unsigned long request, void *argument)
{
	if (request == FIONBIO && !argument)
		return -EFAULT;
	if (request == FIONBIO) {
		mote_file_set_flags(file, O_NONBLOCK, *(int *)argument ? O_NONBLOCK : 0);
		return 0;
	}
	return file->operations->ioctl ? file->operations->ioctl(file, request, argument) : -ENOTTY;
}

int ioctl(int descriptor, unsigned long request, ...)
{
	struct mote_file *file;
	va_list arguments;
	void *argument;
	int result;

	MOTE_TERMINAL_INPUT_WANTED();
	va_start(arguments, request);
	argument = va_arg(arguments, void *);
	va_end(arguments);
	if (request == FIOCLEX || request == FIONCLEX)
		return (int)mote_posix_result(
			mote_descriptor_set_flags(descriptor, request == FIOCLEX ? FD_CLOEXEC : 0));
	file = mote_descriptor_get(descriptor);
	if (!file)
		return (int)mote_posix_result(-EBADF);
	result = control(file, request, argument);
	mote_file_release(file);
	return (int)mote_posix_result(result);
}
