/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "../error.h"

int tcsetattr(int descriptor, int when, const struct termios *settings)
{
	if (when != TCSANOW && when != TCSADRAIN && when != TCSAFLUSH)
		return (int)mote_posix_result(-EINVAL);
	return ioctl(descriptor, TCSETS + (unsigned long)when, settings);
}
