/* SPDX-License-Identifier: BSD-3-Clause */
#include <sys/ioctl.h>
#include <termios.h>

#include "../wait.h"

int tcdrain(int descriptor)
{
	mote_posix_cancellation_point();
	return ioctl(descriptor, TCSBRK, 1);
}
