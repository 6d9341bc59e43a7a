/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdint.h>
#include <sys/ioctl.h>
#include <termios.h>

int tcflow(int descriptor, int action)
{
	return ioctl(descriptor, TCXONC, (intptr_t)action);
}
