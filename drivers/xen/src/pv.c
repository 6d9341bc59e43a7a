/* SPDX-License-Identifier: BSD-3-Clause */
/* A PV domain, which is always on Xen: how it is called. */
#include <mote/xen/hypercall.h>

bool mote_xen_is_here(void)
{
	return true;
}

/* Which registers hold what: public/arch-x86/xen-x86_64.h. */
long mote_xen_hypercall(unsigned number, unsigned long first, unsigned long second,
			unsigned long third, unsigned long fourth)
{
	register unsigned long r10 __asm__("r10") = fourth;
	long result = number;

	__asm__ volatile("syscall"
			 : "+a"(result), "+D"(first), "+S"(second), "+d"(third), "+r"(r10)
			 :
			 : "rcx", "r11", "memory");
	return result;
}
