/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <reent.h>

#include "state.h"

int raise(int n)
{
	int error = mote_signal_exists(n) ? pthread_kill(mote_pthread_self(), n) : EINVAL;

	if (!error)
		return 0;
	errno = error;
	return -1;
}

/* newlib's own raise() is left out; some of its functions call this. */
int _raise_r(struct _reent *reent, int n)
{
	(void)reent;
	return raise(n);
}
