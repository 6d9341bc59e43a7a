/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_SIGNAL_QUEUE_H
#define POSIX_SIGNAL_QUEUE_H

/* How many signals can be pending with what they say, those of timers besides; sysconf(_SC_SIGQUEUE_MAX). */
#define MOTE_SIGNAL_QUEUE_MAX 128

#endif
