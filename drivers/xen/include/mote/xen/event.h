/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Event channels: Xen's interrupts, public/event_channel.h. A channel is known by its port. Handlers
 * run in interrupt context, see mote/interrupt.h.
 */
#ifndef MOTE_XEN_EVENT_H
#define MOTE_XEN_EVENT_H

#include <mote/interrupt.h>

/* Virtual interrupts, of which Xen itself is the source: public/xen.h, VIRQ_*. */
#define MOTE_XEN_VIRQ_TIMER 0
#define MOTE_XEN_VIRQ_CONSOLE 2

/*
 * These make a channel that leads to HANDLER(ARGUMENT): for a virtual interrupt, for a channel that
 * DOMAIN (MOTE_XEN_DOMID_SELF: this one) shall connect to, for connecting to such a channel of DOMAIN,
 * whose port there is REMOTE. They return the port, -ENODEV where there is no Xen, -ENOSPC where
 * CONFIG_DRIVER_XEN_EVENTS_MAX are in use, or the error that Xen gives. Thread context.
 */
int mote_xen_event_bind_virq(unsigned virq, mote_interrupt_handler *handler, void *argument);
int mote_xen_event_offer(unsigned domain, mote_interrupt_handler *handler, void *argument);
int mote_xen_event_connect(unsigned domain, unsigned remote, mote_interrupt_handler *handler,
			   void *argument);

/* Causes an event at the other end of PORT. Returns 0 or the error that Xen gives. Any context. */
int mote_xen_event_send(int port);

/* Closes a channel; its handler does not run any more on return. Thread context. */
void mote_xen_event_close(int port);

#endif
