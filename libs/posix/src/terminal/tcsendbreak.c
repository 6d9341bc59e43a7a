/* SPDX-License-Identifier: BSD-3-Clause */
#include <sys/ioctl.h>
#include <termios.h>

int tcsendbreak(int descriptor, int duration)
{
	(void)duration;
	return ioctl(descriptor, TCSBRK, 0);
}
