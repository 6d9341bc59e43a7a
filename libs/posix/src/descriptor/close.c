/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/file.h>
#include <unistd.h>

#include "../error.h"
#include "../wait.h"

int close(int descriptor)
{
	mote_posix_cancellation_point();
	return (int)mote_posix_result(mote_descriptor_close(descriptor));
}
