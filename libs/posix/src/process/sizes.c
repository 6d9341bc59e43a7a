/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/page.h>
#include <unistd.h>

int getpagesize(void)
{
	return MOTE_PAGE_BYTES;
}

int getdtablesize(void)
{
	return (int)sysconf(_SC_OPEN_MAX);
}
