/* SPDX-License-Identifier: BSD-3-Clause */
/* Speeds are kept in the settings; the console has the one that it has. */
#include <errno.h>
#include <termios.h>

#include "../error.h"

static int set(speed_t *where, speed_t speed)
{
	if (speed > B38400 && (speed < B57600 || speed > B230400))
		return (int)mote_posix_result(-EINVAL);
	*where = speed;
	return 0;
}

speed_t cfgetispeed(const struct termios *settings)
{
	return settings->c_ispeed;
}

speed_t cfgetospeed(const struct termios *settings)
{
	return settings->c_ospeed;
}

int cfsetispeed(struct termios *settings, speed_t speed)
{
	return set(&settings->c_ispeed, speed);
}

int cfsetospeed(struct termios *settings, speed_t speed)
{
	return set(&settings->c_ospeed, speed);
}

int cfsetspeed(struct termios *settings, speed_t speed)
{
	return cfsetispeed(settings, speed) ? -1 : cfsetospeed(settings, speed);
}
