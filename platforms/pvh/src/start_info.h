/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the hypervisor hands to a PVH image: Xen's public/arch-x86/hvm/start_info.h, as it describes
 * the layout. Offsets for assembly, structures for C; the assertions hold them together.
 */
#ifndef PVH_START_INFO_H
#define PVH_START_INFO_H

#define XEN_ELFNOTE_PHYS32_ENTRY 18
#define START_INFO_MAGIC 0x336ec578

#define START_INFO_VERSION 4
#define START_INFO_MEMMAP 40
#define START_INFO_MEMMAP_ENTRIES 48

#define MEMMAP_ADDR 0
#define MEMMAP_SIZE 8
#define MEMMAP_TYPE 16
#define MEMMAP_ENTRY_BYTES 24
#define MEMMAP_TYPE_RAM 1

#ifndef __ASSEMBLER__
#include <stddef.h>
#include <stdint.h>

struct start_info {
	uint32_t magic;
	uint32_t version;
	uint32_t flags;
	uint32_t nr_modules;
	uint64_t modlist_paddr;
	uint64_t cmdline_paddr;
	uint64_t rsdp_paddr;
	/* From version 1 on: */
	uint64_t memmap_paddr;
	uint32_t memmap_entries;
	uint32_t reserved;
};

struct start_info_module {
	uint64_t paddr;
	uint64_t size;
	uint64_t cmdline_paddr;
	uint64_t reserved;
};

struct start_info_memmap_entry {
	uint64_t addr;
	uint64_t size;
	uint32_t type;
	uint32_t reserved;
};

_Static_assert(offsetof(struct start_info, version) == START_INFO_VERSION, "assembly agrees");
_Static_assert(offsetof(struct start_info, memmap_paddr) == START_INFO_MEMMAP, "assembly agrees");
_Static_assert(offsetof(struct start_info, memmap_entries) == START_INFO_MEMMAP_ENTRIES,
	       "assembly agrees");
_Static_assert(offsetof(struct start_info_memmap_entry, type) == MEMMAP_TYPE, "assembly agrees");
_Static_assert(sizeof(struct start_info_memmap_entry) == MEMMAP_ENTRY_BYTES, "assembly agrees");
#endif

#endif
