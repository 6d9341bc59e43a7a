/* SPDX-License-Identifier: BSD-3-Clause */
#include "state.h"

struct mote_spinlock mote_signal_lock;
struct mote_list mote_signal_threads = MOTE_LIST_INIT(mote_signal_threads);
struct mote_signal_pending mote_signal_process = {
	.entries = MOTE_LIST_INIT(mote_signal_process.entries),
};
struct sigaction mote_signal_actions[NSIG];
void (*mote_signal_deliver_hook)(void);
void (*mote_signal_leave_hook)(struct mote_signal_thread *signals, sigset_t blocked);
