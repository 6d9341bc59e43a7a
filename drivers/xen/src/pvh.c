/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A PVH domain: is Xen there, and how it is called. The hypercall page that Xen would fill is not
 * needed, since what it would hold is known: the instruction of the processor's maker. So no page has
 * to be both written and executed.
 */
#include <mote/arch/cpuid.h>
#include <mote/compiler.h>
#include <mote/xen/hypercall.h>

/* public/arch-x86/cpuid.h, XEN_CPUID_SIGNATURE_*: "XenVMMXenVMM". */
#define SIGNATURE_B 0x566e6558
#define SIGNATURE_C 0x65584d4d
#define SIGNATURE_D 0x4d4d566e

/* The first four letters of the makers whose processors have vmcall; the others have vmmcall. */
#define INTEL 0x756e6547
#define CENTAUR 0x746e6543
#define ZHAOXIN 0x68532020

static enum { UNKNOWN, ABSENT, BY_VMCALL, BY_VMMCALL } way;

static bool is_xen(void)
{
	struct mote_cpuid name;

	if (!(mote_arch_cpuid(MOTE_CPUID_FEATURES).c & MOTE_FEATURES_C_HYPERVISOR))
		return false;
	name = mote_arch_cpuid(MOTE_CPUID_HYPERVISOR);
	return name.b == SIGNATURE_B && name.c == SIGNATURE_C && name.d == SIGNATURE_D;
}

static bool has_vmcall(void)
{
	uint32_t maker = mote_arch_cpuid(0).b;

	return maker == INTEL || maker == CENTAUR || maker == ZHAOXIN;
}

bool mote_xen_is_here(void)
{
	if (way == UNKNOWN)
		way = !is_xen() ? ABSENT : has_vmcall() ? BY_VMCALL : BY_VMMCALL;
	return way != ABSENT;
}

/* Which registers hold what: public/arch-x86/xen-x86_64.h. */
long mote_xen_hypercall(unsigned number, unsigned long first, unsigned long second,
			unsigned long third, unsigned long fourth)
{
	register unsigned long r10 __asm__("r10") = fourth;
	long result = number;

	if (way == BY_VMCALL)
		__asm__ volatile("vmcall"
				 : "+a"(result), "+D"(first), "+S"(second), "+d"(third), "+r"(r10)
				 :
				 : "memory");
	else
		__asm__ volatile("vmmcall"
				 : "+a"(result), "+D"(first), "+S"(second), "+d"(third), "+r"(r10)
				 :
				 : "memory");
	return result;
}
