/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The part of Xen's interface for PV guests that this platform stands on. Numbers, structures and
 * names are those of Xen's public headers, named at each.
 *
 * A hypercall is the instruction syscall with its number in rax and arguments in rdi, rsi, rdx, r10,
 * r8; that is all that Xen's hypercall page holds for a PV guest (arch-x86/xen-x86_64.h).
 */
#ifndef XENPV_XEN_H
#define XENPV_XEN_H

/* xen.h, "HYPERCALLS" */
#define HYPERVISOR_SET_TRAP_TABLE 0
#define HYPERVISOR_MMU_UPDATE 1
#define HYPERVISOR_UPDATE_VA_MAPPING 14
#define HYPERVISOR_XEN_VERSION 17
#define HYPERVISOR_CONSOLE_IO 18
#define HYPERVISOR_UPDATE_VA_MAPPING_OTHERDOMAIN 22
#define HYPERVISOR_IRET 23
#define HYPERVISOR_SCHED_OP 29
#define HYPERVISOR_CALLBACK_OP 30
#define HYPERVISOR_PHYSDEV_OP 33

/* sched.h */
#define SCHEDOP_BLOCK 1
#define SCHEDOP_SHUTDOWN 2
#define SHUTDOWN_CRASH 3

/* xen.h, flags of update_va_mapping */
#define UVMF_NONE 0
#define UVMF_TLB_FLUSH 1
#define UVMF_INVLPG 2

#define DOMID_SELF 0x7ff0
#define DOMID_IO 0x7ff1

#define CONSOLEIO_WRITE 0

/* callback.h */
#define CALLBACKOP_REGISTER 0
#define CALLBACKTYPE_EVENT 0
#define CALLBACKTYPE_FAILSAFE 1
#define CALLBACKTYPE_NMI 4

/* physdev.h */
#define PHYSDEVOP_SET_IOPL 6

/* arch-x86/xen-x86_64.h: what a guest's kernel runs in. */
#define FLAT_KERNEL_CS 0xe033

/* xen.h, flags of the start info */
#define SIF_PRIVILEGED (1 << 0)
#define SIF_INITDOMAIN (1 << 1)
#define SIF_MULTIBOOT_MOD (1 << 2)
#define SIF_MOD_START_PFN (1 << 3)

#ifndef __ASSEMBLER__
#include <stdint.h>

static inline long hypercall2(unsigned number, unsigned long first, unsigned long second)
{
	long result = number;

	__asm__ volatile("syscall"
			 : "+a"(result), "+D"(first), "+S"(second)
			 :
			 : "rcx", "r11", "memory");
	return result;
}

static inline long hypercall4(unsigned number, unsigned long first, unsigned long second,
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

static inline long hypercall3(unsigned number, unsigned long first, unsigned long second,
			      unsigned long third)
{
	long result = number;

	__asm__ volatile("syscall"
			 : "+a"(result), "+D"(first), "+S"(second), "+d"(third)
			 :
			 : "rcx", "r11", "memory");
	return result;
}

/* xen.h, struct start_info: only what is used of it has a name. */
struct start_info {
	char magic[32];
	uint64_t nr_pages;
	uint64_t shared_info; /* machine address */
	uint32_t flags;
	uint64_t store_mfn;
	uint32_t store_evtchn;
	uint64_t console_mfn;
	uint32_t console_evtchn;
	uint64_t pt_base; /* virtual address of the top page table, of nr_pt_frames pages of them */
	uint64_t nr_pt_frames;
	uint64_t mfn_list; /* virtual address of the machine frame numbers of all pages */
	uint64_t mod_start;
	uint64_t mod_len;
	char cmd_line[1024];
};

/* xen.h, struct mmu_update */
struct mmu_update {
	uint64_t ptr; /* machine address of the entry */
	uint64_t val;
};

/* arch-x86/xen.h, struct trap_info */
struct trap_info {
	uint8_t vector;
	uint8_t flags;
	uint16_t cs;
	uint64_t address;
};

#define TRAP_MASKS_EVENTS 4 /* in the flags */

/* callback.h, struct callback_register */
struct callback_register {
	uint16_t type;
	uint16_t flags;
	uint64_t address;
};
#endif

#endif
