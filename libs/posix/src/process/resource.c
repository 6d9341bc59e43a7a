/* SPDX-License-Identifier: BSD-3-Clause */
/* Limits and what was used. */
#include <errno.h>
#include <limits.h>
#include <mote/page.h>
#include <mote/spinlock.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../error.h"
#include "../time/clock.h"

/* Set by a program; as long as it has set none they are what they really are. */
static struct rlimit limits[RLIM_NLIMITS];
static bool is_set[RLIM_NLIMITS];

static rlim_t real_limit(int resource)
{
	switch (resource) {
	case RLIMIT_NOFILE:
		return (rlim_t)sysconf(_SC_OPEN_MAX);
	case RLIMIT_NPROC:
		return 1;
	case RLIMIT_CORE:
		return 0;
	case RLIMIT_AS:
	case RLIMIT_DATA:
	case RLIMIT_RSS:
	case RLIMIT_MEMLOCK:
		return mote_page_statistics().total * MOTE_PAGE_BYTES;
	default:
		return RLIM_INFINITY;
	}
}

int getrlimit(int resource, struct rlimit *limit)
{
	if ((unsigned)resource >= RLIM_NLIMITS)
		return (int)mote_posix_result(-EINVAL);
	if (is_set[resource])
		*limit = limits[resource];
	else
		*limit = (struct rlimit){real_limit(resource), real_limit(resource)};
	return 0;
}

static int set(int resource, const struct rlimit *limit)
{
	struct rlimit old;

	if (getrlimit(resource, &old) != 0 || limit->rlim_cur > limit->rlim_max)
		return -EINVAL;
	if (limit->rlim_max > old.rlim_max && (geteuid() != 0 || !is_set[resource]))
		return -EPERM;
	limits[resource] = *limit;
	is_set[resource] = true;
	return 0;
}

int setrlimit(int resource, const struct rlimit *limit)
{
	return (int)mote_posix_result(set(resource, limit));
}

static int used_by(int who, uint64_t *nanoseconds)
{
	switch (who) {
	case RUSAGE_SELF:
		return mote_cpu_clock_read(CLOCK_PROCESS_CPUTIME_ID, nanoseconds);
	case RUSAGE_THREAD:
		return mote_cpu_clock_read(CLOCK_THREAD_CPUTIME_ID, nanoseconds);
	case RUSAGE_CHILDREN:
		*nanoseconds = 0;
		return 0;
	default:
		return -EINVAL;
	}
}

int getrusage(int who, struct rusage *usage)
{
	uint64_t nanoseconds;
	struct timespec time;
	int error = used_by(who, &nanoseconds);

	if (error)
		return (int)mote_posix_result(error);
	time = mote_nanoseconds_timespec(nanoseconds);
	*usage = (struct rusage){
		.ru_utime = {.tv_sec = time.tv_sec, .tv_usec = time.tv_nsec / 1000},
	};
	return 0;
}
