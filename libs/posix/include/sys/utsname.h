/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef _SYS_UTSNAME_H
#define _SYS_UTSNAME_H

#include <_ansi.h>

_BEGIN_STD_C

#define _UTSNAME_LENGTH 65

struct utsname {
	char sysname[_UTSNAME_LENGTH];
	char nodename[_UTSNAME_LENGTH];
	char release[_UTSNAME_LENGTH];
	char version[_UTSNAME_LENGTH];
	char machine[_UTSNAME_LENGTH];
};

int uname(struct utsname *);

_END_STD_C

#endif
