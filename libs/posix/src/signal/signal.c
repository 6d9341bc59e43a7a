/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <reent.h>

#include "state.h"

/* As BSD and Linux have it: the handler stays, its signal is blocked meanwhile, calls start again. */
_sig_func_ptr signal(int n, _sig_func_ptr handler)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
	struct sigaction old;
	int error = handler == SIG_ERR ? -EINVAL : mote_signal_action(n, &action, &old);

	if (!error)
		return old.sa_handler;
	errno = -error;
	return SIG_ERR;
}

_sig_func_ptr bsd_signal(int n, _sig_func_ptr handler)
{
	return signal(n, handler);
}

/* newlib's own signal() is left out; this is what else its file has that others call. */
_sig_func_ptr _signal_r(struct _reent *reent, int n, _sig_func_ptr handler)
{
	(void)reent;
	return signal(n, handler);
}
