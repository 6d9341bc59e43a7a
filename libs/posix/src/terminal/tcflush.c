/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdint.h>
#include <sys/ioctl.h>
#include <termios.h>

int tcflush(int descriptor, int queue)
{
	return ioctl(descriptor, TCFLSH, (intptr_t)queue);
}
