/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/LIB_POSIX_AIO_MAX.h>
#include <config/LIB_POSIX_OPEN_MAX.h>
#include <config/LIB_POSIX_TIMERS.h>
#include <config/THREAD_PRIORITIES.h>
#include <config/THREAD_RUN_TIME.h>
#include <errno.h>
#include <limits.h>
#include <mote/page.h>
#include <signal.h>
#include <sys/syslimits.h>
#include <time.h>
#include <unistd.h>

#include "../signal/queue.h"

/* What an option of POSIX is where the configuration decides. */
static long option(long is_there)
{
	return is_there ? _POSIX_VERSION : -1;
}

static long options(int name)
{
	switch (name) {
	case _SC_VERSION:
	case _SC_ADVISORY_INFO:
	case _SC_ASYNCHRONOUS_IO:
	case _SC_BARRIERS:
	case _SC_CLOCK_SELECTION:
	case _SC_FSYNC:
	case _SC_MAPPED_FILES:
	case _SC_MEMLOCK:
	case _SC_MEMLOCK_RANGE:
	case _SC_MEMORY_PROTECTION:
	case _SC_MESSAGE_PASSING:
	case _SC_MONOTONIC_CLOCK:
	case _SC_PRIORITIZED_IO:
	case _SC_READER_WRITER_LOCKS:
	case _SC_REALTIME_SIGNALS:
	case _SC_SEMAPHORES:
	case _SC_SHARED_MEMORY_OBJECTS:
	case _SC_SPIN_LOCKS:
	case _SC_SYNCHRONIZED_IO:
	case _SC_THREADS:
	case _SC_THREAD_ATTR_STACKADDR:
	case _SC_THREAD_ATTR_STACKSIZE:
	case _SC_THREAD_PROCESS_SHARED:
	case _SC_THREAD_SAFE_FUNCTIONS:
	case _SC_TIMEOUTS:
	case _SC_TIMERS:
		return _POSIX_VERSION;
	case _SC_PRIORITY_SCHEDULING:
	case _SC_THREAD_PRIORITY_SCHEDULING:
	case _SC_THREAD_PRIO_INHERIT:
	case _SC_THREAD_PRIO_PROTECT:
	case _SC_THREAD_ROBUST_PRIO_INHERIT:
	case _SC_THREAD_ROBUST_PRIO_PROTECT:
		return option(CONFIG_THREAD_PRIORITIES);
	case _SC_CPUTIME:
	case _SC_THREAD_CPUTIME:
		return option(CONFIG_THREAD_RUN_TIME);
	case _SC_REGEXP:
	case _SC_SAVED_IDS:
		return 1;
	case _SC_V7_LP64_OFF64:
	case _SC_V7_LPBIG_OFFBIG:
		return 1;
	default:
		return 0;
	}
}

#if CONFIG_LIB_POSIX_TIMERS
#include <config/LIB_POSIX_TIMERS_MAX.h>

static long timers_max(void)
{
	return CONFIG_LIB_POSIX_TIMERS_MAX;
}
#else
static long timers_max(void)
{
	return 0;
}
#endif

/* Limits; -1 is none. */
static long limit(int name)
{
	switch (name) {
	case _SC_ARG_MAX:
		return ARG_MAX;
	case _SC_CLK_TCK:
		return CLOCKS_PER_SEC;
	case _SC_PAGESIZE:
		return MOTE_PAGE_BYTES;
	case _SC_NPROCESSORS_CONF:
	case _SC_NPROCESSORS_ONLN:
		return 1;
	case _SC_NGROUPS_MAX:
		return 0;
	case _SC_OPEN_MAX:
	case _SC_STREAM_MAX:
		return CONFIG_LIB_POSIX_OPEN_MAX;
	case _SC_RTSIG_MAX:
		return SIGRTMAX - SIGRTMIN + 1;
	case _SC_SIGQUEUE_MAX:
		return MOTE_SIGNAL_QUEUE_MAX;
	case _SC_TIMER_MAX:
		return timers_max();
	case _SC_DELAYTIMER_MAX:
		return DELAYTIMER_MAX;
	case _SC_THREAD_DESTRUCTOR_ITERATIONS:
		return PTHREAD_DESTRUCTOR_ITERATIONS;
	case _SC_THREAD_KEYS_MAX:
		return PTHREAD_KEYS_MAX;
	case _SC_THREAD_STACK_MIN:
		return PTHREAD_STACK_MIN;
	case _SC_THREAD_THREADS_MAX:
		return PTHREAD_THREADS_MAX;
	case _SC_AIO_LISTIO_MAX:
	case _SC_AIO_MAX:
		return CONFIG_LIB_POSIX_AIO_MAX;
	case _SC_AIO_PRIO_DELTA_MAX:
		return AIO_PRIO_DELTA_MAX;
	case _SC_SEM_VALUE_MAX:
		return 0x7fffffff;
	case _SC_MQ_PRIO_MAX:
		return 32768;
	case _SC_IOV_MAX:
		return IOV_MAX;
	case _SC_HOST_NAME_MAX:
		return HOST_NAME_MAX;
	case _SC_LOGIN_NAME_MAX:
	case _SC_TTY_NAME_MAX:
		return LOGIN_NAME_MAX;
	case _SC_TZNAME_MAX:
		return TZNAME_MAX;
	case _SC_SYMLOOP_MAX:
		return SYMLOOP_MAX;
	case _SC_GETGR_R_SIZE_MAX:
	case _SC_GETPW_R_SIZE_MAX:
		return 1;
	case _SC_LINE_MAX:
		return LINE_MAX;
	case _SC_RE_DUP_MAX:
		return RE_DUP_MAX;
	case _SC_PHYS_PAGES:
		return (long)mote_page_statistics().total;
	case _SC_AVPHYS_PAGES:
		return (long)mote_page_statistics().free;
	default:
		return -1;
	}
}

/* Whether NAME is one that <unistd.h> has, though there is no such option or limit here. */
static long unknown(int name)
{
	if (name < 0 || name > _SC_POSIX_26_VERSION)
		errno = EINVAL;
	return -1;
}

long sysconf(int name)
{
	long value = options(name);

	if (!value)
		value = limit(name);
	if (value == -1)
		return unknown(name);
	return value;
}
