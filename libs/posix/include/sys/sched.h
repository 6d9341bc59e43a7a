/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * <sys/sched.h>, in the place of newlib's: scheduling policies. Under SCHED_FIFO and SCHED_RR the
 * priorities are the core's, 0 to 31; SCHED_OTHER is the core's MOTE_PRIORITY_NORMAL, which its only
 * priority, 0, stands for.
 */
#ifndef _SYS_SCHED_H_
#define _SYS_SCHED_H_

#define SCHED_OTHER 0 /* equals take turns by time slices */
#define SCHED_FIFO 1  /* no time slices */
#define SCHED_RR 2    /* time slices */

struct sched_param {
	int sched_priority;
};

#endif
