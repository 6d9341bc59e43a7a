/* SPDX-License-Identifier: BSD-3-Clause */
#include <signal.h>
#include <stdio.h>
#include <string.h>

void psiginfo(const siginfo_t *info, const char *text)
{
	const char *separator = text && *text ? ": " : "";

	fprintf(stderr, "%s%s%s (%d from process %d)\n", separator[0] ? text : "", separator,
		strsignal(info->si_signo), info->si_code, (int)info->si_pid);
}
