/* SPDX-License-Identifier: BSD-3-Clause */
#define INTEGER_ONLY
#include "../newlib/libc/stdio/vfwscanf.c"
