/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Calls to the hypervisor, for drivers of Xen's devices. Numbers are those of Xen's public/xen.h; what
 * the calls take stands in the header that is named at each.
 */
#ifndef MOTE_XEN_HYPERCALL_H
#define MOTE_XEN_HYPERCALL_H

#include <stdbool.h>

#define MOTE_XEN_MEMORY_OP 12	     /* public/memory.h */
#define MOTE_XEN_CONSOLE_IO 18	     /* public/xen.h, CONSOLEIO_* */
#define MOTE_XEN_VCPU_OP 24	     /* public/vcpu.h */
#define MOTE_XEN_SCHED_OP 29	     /* public/sched.h */
#define MOTE_XEN_EVENT_CHANNEL_OP 32 /* public/event_channel.h */
#define MOTE_XEN_HVM_OP 34	     /* public/hvm/hvm_op.h */

#define MOTE_XEN_DOMID_SELF 0x7ff0 /* the calling domain itself */

/* Whether the image runs on Xen. No hypercall may be made where it doesn't. Any context. */
bool mote_xen_is_here(void);

/*
 * Calls Xen. Arguments that a call doesn't have are 0. Returns what the call does, mostly 0 or a
 * negative errno in Mote's numbers too. Any context.
 */
long mote_xen_hypercall(unsigned number, unsigned long first, unsigned long second,
			unsigned long third, unsigned long fourth);

#endif
