/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Bits of the processor that both C and assembly name. Intel SDM volume 3: control registers in
 * §2.5, page table entries in §4.5, EFER in §2.2.1.
 */
#ifndef PVH_X86_H
#define PVH_X86_H

#define CR0_PE (1 << 0)
#define CR0_MP (1 << 1)
#define CR0_ET (1 << 4)
#define CR0_NE (1 << 5)
#define CR0_WP (1 << 16)
#define CR0_PG (1 << 31)

#define CR4_PAE (1 << 5)
#define CR4_OSFXSR (1 << 9)
#define CR4_OSXMMEXCPT (1 << 10)

#define MSR_EFER 0xc0000080
#define EFER_LME (1 << 8)
#define EFER_NXE (1 << 11)

#define LARGE_PAGE_SHIFT 21
#define LARGE_PAGE_BYTES (1 << LARGE_PAGE_SHIFT)

/* One page directory is what entry.S fills. */
#define MAPPED_AT_ENTRY_MAX (512 * LARGE_PAGE_BYTES)

#define PTE_PRESENT (1 << 0)
#define PTE_WRITE (1 << 1)
#define PTE_LARGE (1 << 7)
#define PTE_NO_EXECUTE_HIGH (1 << 31) /* in the upper half of an entry */

/* Offsets into the table in entry.S. */
#define SELECTOR_CODE 0x08
#define SELECTOR_DATA 0x10
#define SELECTOR_TSS 0x18

/*
 * The task state segment, Intel SDM volume 3 §8.7: only the stack that exceptions switch to is
 * used.
 */
#define TSS_BYTES 104
#define TSS_IST1 36

#endif
