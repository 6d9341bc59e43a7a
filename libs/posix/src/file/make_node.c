/* SPDX-License-Identifier: BSD-3-Clause */
/* Pipes with names and devices that a program makes: an image has neither. */
#include "path.h"

int mkfifo(const char *name, mode_t mode)
{
	(void)name;
	(void)mode;
	return mote_posix_result(-ENOSYS);
}

int mkfifoat(int descriptor, const char *name, mode_t mode)
{
	(void)descriptor;
	return mkfifo(name, mode);
}

int mknod(const char *name, mode_t mode, dev_t device)
{
	(void)device;
	return mkfifo(name, mode);
}

int mknodat(int descriptor, const char *name, mode_t mode, dev_t device)
{
	(void)descriptor;
	return mknod(name, mode, device);
}
