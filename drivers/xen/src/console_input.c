/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Input of the hypervisor's console: a virtual interrupt says that something was typed, a call takes it
 * (public/xen.h, CONSOLEIO_read). Xen lets domain 0 read, and refuses others.
 */
#include <mote/console.h>
#include <mote/errno.h>
#include <mote/xen/event.h>
#include <mote/xen/hypercall.h>
#include <stdint.h>

#define CONSOLEIO_READ 1

static long take(char *text, size_t bytes)
{
	return mote_xen_hypercall(MOTE_XEN_CONSOLE_IO, CONSOLEIO_READ, bytes, (uintptr_t)text, 0);
}

static void received(void *unused)
{
	(void)unused;
	mote_console_input_arrived();
}

static int xen_start(void)
{
	int port;

	if (!mote_xen_is_here() || take(NULL, 0) < 0)
		return -ENODEV;
	port = mote_xen_event_bind_virq(MOTE_XEN_VIRQ_CONSOLE, received, NULL);
	return port < 0 ? port : 0;
}

static size_t xen_read(char *text, size_t bytes)
{
	long count = take(text, bytes);

	return count > 0 ? count : 0;
}

MOTE_CONSOLE_INPUT(xen) = {
	.name = "xen",
	.start = xen_start,
	.read = xen_read,
	/* As for output: a serial port of the domain's own is nearer to the person. */
	.rating = 50,
};
