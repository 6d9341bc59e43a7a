/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The page that each domain shares with Xen: public/xen.h, struct shared_info, as 64-bit domains have
 * it. Xen may write to it at any time: what is read is read once, checked, then used.
 */
#ifndef MOTE_XEN_SHARED_INFO_H
#define MOTE_XEN_SHARED_INFO_H

#include <mote/pvclock.h>
#include <stddef.h>
#include <stdint.h>

#define MOTE_XEN_VCPUS 32
#define MOTE_XEN_EVENT_WORDS 64

struct mote_xen_vcpu_info {
	uint8_t upcall_pending; /* an event channel is */
	uint8_t upcall_mask;	/* PV: interrupts are masked */
	uint64_t pending_words; /* of SHARED_INFO's event_pending, which have news */
	uint64_t unused[2];
	struct mote_pvclock time;
};

struct mote_xen_shared_info {
	struct mote_xen_vcpu_info vcpus[MOTE_XEN_VCPUS];
	uint64_t event_pending[MOTE_XEN_EVENT_WORDS]; /* a bit for each event channel */
	uint64_t event_mask[MOTE_XEN_EVENT_WORDS];
	uint32_t wall_clock_version; /* odd while it is being written */
	uint32_t wall_clock_seconds; /* of 1970-01-01 00:00 UTC, when the clock said 0 */
	uint32_t wall_clock_nanoseconds;
	uint32_t wall_clock_seconds_high;
};

_Static_assert(sizeof(struct mote_xen_vcpu_info) == 64 &&
		       offsetof(struct mote_xen_shared_info, event_pending) == 2048 &&
		       offsetof(struct mote_xen_shared_info, wall_clock_version) == 3072,
	       "Xen's layout");

/*
 * The page; NULL where there is no Xen, or it can't be mapped. Asking again is cheap. Thread context,
 * from MOTE_STAGE_MEMORY on.
 */
volatile struct mote_xen_shared_info *mote_xen_shared_info(void);

#endif
