/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/console.h>

#include "xen.h"

/* There is no way to ask whether Xen shows it. */
static int xen_start(void)
{
	return 0;
}

static void xen_write(const char *text, size_t bytes)
{
	hypercall3(HYPERVISOR_CONSOLE_IO, CONSOLEIO_WRITE, bytes, (uintptr_t)text);
}

MOTE_CONSOLE(xenpv) = {
	.name = "xenpv",
	.start = xen_start,
	.write = xen_write,
	.rating = 10,
};
