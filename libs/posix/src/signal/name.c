/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "state.h"

/* One behind the other, from signal 1 on. */
static const char names[] = "HUP\0INT\0QUIT\0ILL\0TRAP\0ABRT\0BUS\0FPE\0KILL\0USR1\0SEGV\0USR2\0"
			    "PIPE\0ALRM\0TERM\0STKFLT\0CHLD\0CONT\0STOP\0TSTP\0TTIN\0TTOU\0URG\0"
			    "XCPU\0XFSZ\0VTALRM\0PROF\0WINCH\0IO\0PWR\0SYS";

const char *mote_signal_name(int n)
{
	const char *name = names;

	if (n >= SIGRTMIN)
		return "RTMIN";
	while (--n > 0)
		name += strlen(name) + 1;
	return name;
}
