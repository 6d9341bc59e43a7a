/* SPDX-License-Identifier: BSD-3-Clause */
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* An image is one process, and so the leader of its group and of its session. */
pid_t tcgetpgrp(int descriptor)
{
	pid_t group;

	return ioctl(descriptor, TIOCGPGRP, &group) ? -1 : group;
}

pid_t tcgetsid(int descriptor)
{
	return tcgetpgrp(descriptor);
}
