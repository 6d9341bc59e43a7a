/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef XEN_UPCALL_H
#define XEN_UPCALL_H

#include <mote/interrupt.h>

/*
 * Has Xen call HANDLER as an interrupt whenever an event channel has become pending. Returns 0, -ENOSPC
 * where there is no vector, or the error that Xen gives. Thread context, once.
 */
int mote_xen_upcall_start(mote_interrupt_handler *handler);

#endif
