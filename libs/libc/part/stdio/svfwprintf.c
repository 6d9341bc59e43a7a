/* SPDX-License-Identifier: BSD-3-Clause */
#define STRING_ONLY
#include "../newlib/libc/stdio/vfwprintf.c"
