/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page tables of a PV guest are the real ones, with machine addresses, and can only be read: Xen
 * checks and makes each change (public/xen.h, HYPERVISOR_mmu_update).
 */
#ifndef XENPV_PAGING_H
#define XENPV_PAGING_H

#include <mote/plat.h>

#include "xen.h"

/* Intel SDM volume 3 §4.5. */
#define PTE_PRESENT (1 << 0)
#define PTE_WRITE (1 << 1)
#define PTE_USER (1 << 2)
#define PTE_CACHE_DISABLE (1 << 4)
#define PTE_ACCESSED (1 << 5)
#define PTE_DIRTY (1 << 6)
#define PTE_NO_EXECUTE (1ULL << 63)
#define PTE_ADDRESS 0x000ffffffffff000ULL

#define PTES 512
#define PAGE_SHIFT 12
#define LEVEL_SHIFT 9

/* Levels count from the page table (0) to the top (3). */
#define LEVEL_PT 0
#define LEVEL_PD 1
#define LEVEL_PDPT 2
#define LEVEL_TOP 3

#define PD_ENTRY_BYTES (1ULL << (PAGE_SHIFT + LEVEL_SHIFT))
#define PDPT_ENTRY_BYTES (1ULL << (PAGE_SHIFT + 2 * LEVEL_SHIFT))

/* Where the memory that Xen has mapped for the start ends, a multiple of PD_ENTRY_BYTES. */
extern uintptr_t mote_xenpv_mapped_end;

/* The machine frame numbers of the domain's pages. */
extern const uint64_t *mote_xenpv_frames;

static inline uint64_t mote_xenpv_machine_page(uintptr_t virt)
{
	return mote_xenpv_frames[mote_plat_virt_to_phys((void *)virt) >> PAGE_SHIFT] << PAGE_SHIFT;
}

/* The entry of LEVEL for VIRT among the page tables that Xen has made; NULL where there is none. */
const uint64_t *mote_xenpv_entry_of(uintptr_t virt, int level);

/* Sets an entry of one of those tables. Returns 0 or a negative errno of Xen's. */
long mote_xenpv_set_entry(const uint64_t *entry, uint64_t value);

/* Maps at VIRT, within what has a page table, what ENTRY says; forgets what the TLB knows of it. */
static inline long mote_xenpv_set_page(uintptr_t virt, uint64_t entry)
{
	return hypercall3(HYPERVISOR_UPDATE_VA_MAPPING, virt, entry, UVMF_INVLPG);
}

/* Takes from each section of the image what is not its right, unmaps guard pages. */
void mote_xenpv_protect_image(const struct start_info *info);

#endif
