/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is included before anything else in sources that are compiled against the C library, its own
 * included: what newlib's headers can't know by themselves. First the options of POSIX.1-2008 that
 * an image can have (§2.1.3; their functions are there with CONFIG_LIB_POSIX), then what decides how
 * the C library's structures look, which everybody must agree on.
 *
 * Not there: _POSIX_JOB_CONTROL, _POSIX_SPAWN and _POSIX_SHELL, since an image is one process;
 * _POSIX_IPV6 and _POSIX_RAW_SOCKETS, since nobody offers sockets yet; sporadic servers and tracing.
 */
#ifndef MOTE_POSIX_FEATURES_H
#define MOTE_POSIX_FEATURES_H

#define _POSIX_VERSION 200809L
#define _POSIX2_VERSION 200809L
#define _XOPEN_VERSION 700

/* Which issue of POSIX the options below are of: a program may ask for the one before. */
#if defined(_POSIX_C_SOURCE) && _POSIX_C_SOURCE < 200809L
#define MOTE_POSIX_ISSUE 200112L
#else
#define MOTE_POSIX_ISSUE 200809L
#endif

#define _POSIX_ADVISORY_INFO MOTE_POSIX_ISSUE
#define _POSIX_ASYNCHRONOUS_IO MOTE_POSIX_ISSUE
#define _POSIX_BARRIERS MOTE_POSIX_ISSUE
#define _POSIX_CHOWN_RESTRICTED 1
#define _POSIX_CLOCK_SELECTION MOTE_POSIX_ISSUE
#define _POSIX_CPUTIME MOTE_POSIX_ISSUE
#define _POSIX_FSYNC MOTE_POSIX_ISSUE
#define _POSIX_MAPPED_FILES MOTE_POSIX_ISSUE
#define _POSIX_MEMLOCK MOTE_POSIX_ISSUE
#define _POSIX_MEMLOCK_RANGE MOTE_POSIX_ISSUE
#define _POSIX_MEMORY_PROTECTION MOTE_POSIX_ISSUE
#define _POSIX_MESSAGE_PASSING MOTE_POSIX_ISSUE
#define _POSIX_MONOTONIC_CLOCK MOTE_POSIX_ISSUE
#define _POSIX_NO_TRUNC 1
#define _POSIX_PRIORITIZED_IO MOTE_POSIX_ISSUE
#define _POSIX_PRIORITY_SCHEDULING MOTE_POSIX_ISSUE
#define _POSIX_READER_WRITER_LOCKS MOTE_POSIX_ISSUE
#define _POSIX_REALTIME_SIGNALS MOTE_POSIX_ISSUE
#define _POSIX_SAVED_IDS 1
#define _POSIX_SEMAPHORES MOTE_POSIX_ISSUE
#define _POSIX_SHARED_MEMORY_OBJECTS MOTE_POSIX_ISSUE
#define _POSIX_SPIN_LOCKS MOTE_POSIX_ISSUE
#define _POSIX_SYNCHRONIZED_IO MOTE_POSIX_ISSUE
#define _POSIX_THREAD_ATTR_STACKADDR MOTE_POSIX_ISSUE
#define _POSIX_THREAD_ATTR_STACKSIZE MOTE_POSIX_ISSUE
#define _POSIX_THREAD_CPUTIME MOTE_POSIX_ISSUE
#define _POSIX_THREAD_PRIORITY_SCHEDULING MOTE_POSIX_ISSUE
#define _POSIX_THREAD_PRIO_INHERIT MOTE_POSIX_ISSUE
#define _POSIX_THREAD_PRIO_PROTECT MOTE_POSIX_ISSUE
#define _POSIX_THREAD_PROCESS_SHARED MOTE_POSIX_ISSUE
#define _POSIX_THREAD_SAFE_FUNCTIONS MOTE_POSIX_ISSUE
#define _POSIX_THREADS MOTE_POSIX_ISSUE
#define _POSIX_TIMEOUTS MOTE_POSIX_ISSUE
#define _POSIX_TIMERS MOTE_POSIX_ISSUE
#define _POSIX_VDISABLE '\0'

/* pthread_mutexattr_settype() and its like. */
#define _UNIX98_THREAD_MUTEX_ATTRIBUTES 1

/* XSI says that it is a million. */
#define _CLOCKS_PER_SEC_ 1000000

/* Each thread has its struct _reent, with errno and all that (src/reent.c) ... */
#ifndef __DYNAMIC_REENT__
#define __DYNAMIC_REENT__
#endif
/* ... but stdin, stdout and stderr are the same for all, and so is what atexit() registers. */
#ifndef _REENT_GLOBAL_STDIO_STREAMS
#define _REENT_GLOBAL_STDIO_STREAMS
#endif
#ifndef _REENT_GLOBAL_ATEXIT
#define _REENT_GLOBAL_ATEXIT
#endif

/* read() and write() return more than an int may hold. */
#ifndef _READ_WRITE_RETURN_TYPE
#define _READ_WRITE_RETURN_TYPE _ssize_t
#endif

/* Of files there may be more than newlib's own 65,536. Assembly doesn't know types. */
#if !defined(__ASSEMBLER__) && !defined(__machine_ino_t_defined)
#define __machine_ino_t_defined
typedef unsigned long __ino_t;
#endif

#endif
