/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Nice values. With one process there is nobody to be nice to: the value is kept and told, threads have
 * priorities of their own (<pthread.h>).
 */
#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../error.h"
#include "process.h"

#define NICE_MAX 19
#define NICE_MIN (-20)

static int value;

/* Whether the set of processes holds the one there is. */
static int check(int which, id_t who)
{
	if (which < PRIO_PROCESS || which > PRIO_USER)
		return -EINVAL;
	if (who == 0)
		return 0;
	if (which == PRIO_USER)
		return who == getuid() ? 0 : -ESRCH;
	return who == MOTE_PROCESS_ID ? 0 : -ESRCH;
}

static int set(int wanted)
{
	if (wanted < value && geteuid() != 0)
		return -EACCES;
	if (wanted > NICE_MAX)
		wanted = NICE_MAX;
	value = wanted < NICE_MIN ? NICE_MIN : wanted;
	return 0;
}

int getpriority(int which, id_t who)
{
	int error = check(which, who);

	return error ? (int)mote_posix_result(error) : value;
}

int setpriority(int which, id_t who, int wanted)
{
	int error = check(which, who);

	return (int)mote_posix_result(error ? error : set(wanted));
}

int nice(int increment)
{
	int wanted;

	if (__builtin_add_overflow(value, increment, &wanted))
		wanted = increment > 0 ? NICE_MAX : NICE_MIN;
	if (set(wanted) != 0)
		return (int)mote_posix_result(-EPERM);
	return value;
}
