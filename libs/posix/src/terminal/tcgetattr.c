/* SPDX-License-Identifier: BSD-3-Clause */
#include <sys/ioctl.h>
#include <termios.h>

int tcgetattr(int descriptor, struct termios *settings)
{
	return ioctl(descriptor, TCGETS, settings);
}
