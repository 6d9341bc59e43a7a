/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Error numbers. Functions return 0 or one of these made negative. The values are those of newlib's
 * errno.h, so that a C library needs no translation and both headers may be included.
 */
#ifndef MOTE_ERRNO_H
#define MOTE_ERRNO_H

#define EPERM 1
#define ENOENT 2
#define EIO 5
#define EAGAIN 11
#define ENOMEM 12
#define EFAULT 14
#define EBUSY 16
#define EEXIST 17
#define ENODEV 19
#define EINVAL 22
#define ENOSPC 28
#define ERANGE 34
#define EDEADLK 45
#define ENOSYS 88
#define ENOTSUP 134
#define EOVERFLOW 139

/* The name of an error number, as "ENOMEM"; ERROR may be positive or negative. "?" for others. */
const char *mote_error_name(int error);

#endif
