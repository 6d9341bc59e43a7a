/* SPDX-License-Identifier: BSD-3-Clause */
#define STRING_ONLY
#define INTEGER_ONLY
/* It has the tables that the others use for arguments by position. */
#include "../complete.h"
#include "../newlib/libc/stdio/vfprintf.c"
