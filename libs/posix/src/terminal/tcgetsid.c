/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "../error.h"

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

int tcsetpgrp(int descriptor, pid_t group)
{
	pid_t own = tcgetpgrp(descriptor);

	if (own < 0)
		return -1;
	if (group < 0)
		return (int)mote_posix_result(-EINVAL);
	return group == own ? 0 : (int)mote_posix_result(-EPERM);
}
