/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PVH_MEMORY_MAP_H
#define PVH_MEMORY_MAP_H

#include <mote/boot.h>

#include "start_info.h"

/*
 * Fills BOOT's ranges with the usable memory of the hypervisor's map, without overlap, in whole
 * pages, less page zero and the image. Ranges beyond MOTE_BOOT_RANGES_MAX are left unused.
 */
void mote_pvh_memory_read(struct mote_boot_info *boot,
			  const struct start_info_memmap_entry *entries, uint32_t count);

/*
 * Takes physical addresses from BEGIN up to END out of BOOT's ranges. Where they are the same, a range
 * around them is only cut in two.
 */
void mote_pvh_memory_exclude(struct mote_boot_info *boot, uint64_t begin, uint64_t end);

#endif
