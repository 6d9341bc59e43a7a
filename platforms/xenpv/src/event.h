/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef XENPV_EVENT_H
#define XENPV_EVENT_H

/* Tells Xen where events enter the image. Called once, with interrupts masked. */
void mote_xenpv_events_start(void);

#endif
