/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/file.h>
#include <unistd.h>

#include "../terminal/terminal.h"

int isatty(int descriptor)
{
	struct mote_file *file = mote_descriptor_get(descriptor);
	bool is_terminal = file == &mote_terminal;

	if (!is_terminal)
		errno = file ? ENOTTY : EBADF;
	if (file)
		mote_file_release(file);
	return is_terminal;
}
