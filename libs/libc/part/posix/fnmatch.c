/* SPDX-License-Identifier: BSD-3-Clause */
#define _GNU_SOURCE
#include "../newlib/libc/posix/fnmatch.c"
