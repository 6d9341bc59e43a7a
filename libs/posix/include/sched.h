/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * <sched.h>, in the place of newlib's: scheduling as POSIX.1-2008 has it. There is one process, whose
 * id is 0 or getpid(); its parameters are those of the calling thread.
 */
#ifndef _SCHED_H_
#define _SCHED_H_

#include <sys/_timespec.h>
#include <sys/cdefs.h>
#include <sys/sched.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

int sched_get_priority_max(int);
int sched_get_priority_min(int);
int sched_getparam(pid_t, struct sched_param *);
int sched_getscheduler(pid_t);
int sched_rr_get_interval(pid_t, struct timespec *);
int sched_setparam(pid_t, const struct sched_param *);
int sched_setscheduler(pid_t, int, const struct sched_param *);
int sched_yield(void);

#if __MISC_VISIBLE || __GNU_VISIBLE
int sched_getcpu(void);
#endif

#ifdef __cplusplus
}
#endif

#endif
