/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/console.h>
#include <mote/errno.h>
#include <mote/xen/hypercall.h>
#include <stdint.h>

#define CONSOLEIO_WRITE 0 /* public/xen.h */

/* There is no way to ask whether Xen shows it. */
static int xen_start(void)
{
	return mote_xen_is_here() ? 0 : -ENODEV;
}

static void xen_write(const char *text, size_t bytes)
{
	mote_xen_hypercall(MOTE_XEN_CONSOLE_IO, CONSOLEIO_WRITE, bytes, (uintptr_t)text, 0);
}

MOTE_CONSOLE(xen) = {
	.name = "xen",
	.start = xen_start,
	.write = xen_write,
	/* Whoever gives the domain a serial port wants to hear it there. */
	.rating = 50,
};
