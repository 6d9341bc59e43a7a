/* SPDX-License-Identifier: BSD-3-Clause */
/* How newlib is configured: what its own configure script would write, for this target. */
#ifndef __NEWLIB_H__
#define __NEWLIB_H__ 1

#include <_newlib_version.h>

/* printf and scanf know %zu, %jd, %hhd, %a and %lld. */
#define _WANT_IO_C99_FORMATS 1
#define _WANT_IO_LONG_LONG 1

/* %ls and %lc; the locale C.UTF-8 beside C. */
#define _MB_CAPABLE 1
#define _MB_LEN_MAX 8

/* A stream is buffered by lines only where isatty() says so. */
#define HAVE_FCNTL 1

#define HAVE_INITFINI_ARRAY 1
#define _ATEXIT_DYNAMIC_ALLOC 1
#define _FSEEK_OPTIMIZATION 1
#define _FVWRITE_IN_STREAMIO 1
#define _HAVE_CC_INHIBIT_LOOP_TO_LIBCALL 1
#define _HAVE_LONG_DOUBLE 1
#define _LITE_EXIT 1
#define _UNBUF_STREAM_OPT 1
#define _WIDE_ORIENT 1

/* Locks are functions of the system's. More that decides how structures look: mote/posix_features.h. */
#define _RETARGETABLE_LOCKING 1
#define _WANT_REENT_GLOBAL_STDIO_STREAMS 1

/* The system's calls are called read and write, not _read and _write. */
#define MISSING_SYSCALL_NAMES 1
#define __NO_SYSCALLS__ 1

#endif
