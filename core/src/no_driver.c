/* SPDX-License-Identifier: BSD-3-Clause */
#include "no_driver.h"

#include <mote/errno.h>
#include <mote/format.h>

int mote_no_driver(const char *what)
{
	mote_print(
		"mote: no driver in this image finds a %s that works; choose more under Drivers in "
		"make menuconfig\n",
		what);
	return -ENODEV;
}
