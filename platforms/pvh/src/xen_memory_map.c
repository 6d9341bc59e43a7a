/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The start info of a domain 0 has no memory map in it: Xen gives it by a hypercall (public/memory.h,
 * XENMEM_memory_map).
 */
#include "xen_memory_map.h"

#include <mote/xen/hypercall.h>

#include "memory_map.h"

#define XENMEM_MEMORY_MAP 9

/* As the firmware of a PC gives it: public/hvm/e820.h. */
struct e820_entry {
	uint64_t addr;
	uint64_t size;
	uint32_t type;
} __attribute__((packed));

/* Few enough for a stack of one page; what Xen has beyond them stays unused. */
#define ENTRIES_MAX 64

union map {
	struct e820_entry from[ENTRIES_MAX];
	struct start_info_memmap_entry to[ENTRIES_MAX];
};

/* From the last to the first, as each gets larger where it lies. */
static void convert(union map *map, uint32_t count)
{
	while (count-- > 0) {
		struct e820_entry entry = map->from[count];

		map->to[count] = (struct start_info_memmap_entry){
			.addr = entry.addr,
			.size = entry.size,
			.type = entry.type,
		};
	}
}

void mote_pvh_memory_ask(struct mote_boot_info *boot)
{
	union map map;
	struct {
		uint32_t count;
		struct e820_entry *entries;
	} request = {ENTRIES_MAX, map.from};

	if (!mote_xen_is_here() ||
	    mote_xen_hypercall(MOTE_XEN_MEMORY_OP, XENMEM_MEMORY_MAP, (uintptr_t)&request, 0, 0))
		return;
	if (request.count > ENTRIES_MAX)
		return;
	convert(&map, request.count);
	mote_pvh_memory_read(boot, map.to, request.count);
}
