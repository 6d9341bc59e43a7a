/* SPDX-License-Identifier: BSD-3-Clause */
#define STRING_ONLY
#define INTEGER_ONLY
#include "../newlib/libc/stdio/vfwscanf.c"
