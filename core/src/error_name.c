/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/compiler.h>
#include <mote/errno.h>
#include <stddef.h>

#define NAME(error)                                                                                \
	{                                                                                          \
		error, #error                                                                      \
	}

static const struct {
	unsigned char error;
	char name[11];
} names[] = {
	NAME(EPERM),   NAME(ENOENT), NAME(EIO),	    NAME(EAGAIN),    NAME(ENOMEM), NAME(EFAULT),
	NAME(EBUSY),   NAME(EEXIST), NAME(ENODEV),  NAME(EINVAL),    NAME(ENOSPC), NAME(ERANGE),
	NAME(EDEADLK), NAME(ENOSYS), NAME(ENOTSUP), NAME(EOVERFLOW),
};

const char *mote_error_name(int error)
{
	for (size_t i = 0; i < MOTE_ARRAY_SIZE(names); i++)
		if (names[i].error == error || names[i].error == -error)
			return names[i].name;
	return "?";
}
