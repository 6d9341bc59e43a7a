/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The paravirtual clock of KVM and Xen on x86: the hypervisor writes into a page how the time stamp
 * counter becomes nanoseconds, and writes it anew when that changes (Linux
 * Documentation/virt/kvm/x86/msr.rst, MSR_KVM_SYSTEM_TIME_NEW; Xen public/xen.h, struct
 * vcpu_time_info).
 */
#ifndef MOTE_PVCLOCK_H
#define MOTE_PVCLOCK_H

#include <stdint.h>

/* What the hypervisor writes. */
struct mote_pvclock {
	uint32_t version; /* odd while it is being written */
	uint32_t unused;
	uint64_t tsc;	      /* the counter at the last update, */
	uint64_t nanoseconds; /* and the time it was then */
	uint32_t multiplier;  /* nanoseconds for 2^32 ticks, after the shift */
	int8_t shift;	      /* to the left; to the right where it is negative */
	uint8_t flags;
	uint8_t unused_2[2];
};

_Static_assert(sizeof(struct mote_pvclock) == 32, "the hypervisors' layout");

/* Nanoseconds in TICKS. Any context. */
static inline uint64_t mote_pvclock_scale(uint64_t ticks, uint32_t multiplier, int shift)
{
	if (shift < 0)
		ticks >>= -shift;
	else
		ticks <<= shift;
	return (unsigned __int128)ticks * multiplier >> 32;
}

/*
 * The time that CLOCK says, in nanoseconds; never less than *LAST, which begins as 0 and is the
 * clock's own. Where the hypervisor never finishes an update it is *LAST. Any context.
 */
uint64_t mote_pvclock_now(const volatile struct mote_pvclock *clock, uint64_t *last);

#endif
