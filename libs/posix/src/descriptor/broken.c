/* SPDX-License-Identifier: BSD-3-Clause */
#include "broken.h"

#include "../pthread/thread.h"
#include "../signal/signal.h"

void mote_signal_broken_pipe(void)
{
	siginfo_t info = {.si_signo = SIGPIPE, .si_code = SI_KERNEL};

	mote_signal_send(mote_pthread_self(), &info);
}
