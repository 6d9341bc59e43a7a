/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PVH_PAGING_H
#define PVH_PAGING_H

#include <mote/boot.h>

/* entry.S has mapped everything below. */
extern uint64_t mote_pvh_mapped_end;

/*
 * Makes a range of physical memory accessible before the core has taken over: page tables are taken
 * out of BOOT's ranges. Returns its address, NULL where there is no memory for tables.
 */
void *mote_pvh_map_early(struct mote_boot_info *boot, uint64_t phys, uint64_t bytes);

/*
 * Maps the usable memory that entry.S did not map, writable and not executable. Page tables are
 * taken out of BOOT's ranges. What can't be mapped is taken out of them too.
 */
void mote_pvh_paging_start(struct mote_boot_info *boot);

#endif
