/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef XEN_EVENT_H
#define XEN_EVENT_H

#include <mote/interrupt.h>

/*
 * As mote_xen_event_bind_virq(), for an interrupt that says by itself when it comes, as a timer does:
 * that it may come doesn't keep an image awake all of whose threads wait.
 */
int mote_xen_event_bind_quiet(unsigned virq, mote_interrupt_handler *handler, void *argument);

#endif
