/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The first C of a PVH image: reads the hypervisor's start info into the core's boot info. The
 * start info is input from outside: it is read once, and what is odd in it is left out, not
 * followed.
 */
#include <config/BOOT_STAMP.h>
#include <config/DRIVER_XEN.h>
#include <config/INTERRUPTS.h>
#include <config/MEMORY.h>
#include <mote/boot.h>
#include <mote/compiler.h>
#include <mote/plat.h>
#include <mote/startup.h>
#include <mote/string.h>

#include "memory_map.h"
#include "paging.h"
#include "start_info.h"
#include "trap.h"
#include "x86.h"
#include "xen_memory_map.h"

/* The page table of the first 2 MiB, which entry.S has filled. */
extern uint64_t mote_pvh_pt[];

/* When entry.S began. */
extern uint64_t mote_pvh_boot_stamp;

/* The masks of both 8259A interrupt controllers of a PC; where none is nobody listens. */
#define PIC_MASTER_MASK 0x21
#define PIC_SLAVE_MASK 0xa1

static struct mote_boot_info boot MOTE_RO_AFTER_INIT;

/* What the start info points to, NULL where that is nothing or isn't mapped yet. */
static const void *reachable(uint64_t paddr)
{
	return paddr && paddr < mote_pvh_mapped_end ? mote_plat_phys_to_virt(paddr) : NULL;
}

static void read_command_line(uint64_t paddr)
{
	boot.command_line = reachable(paddr);
	if (CONFIG_MEMORY && boot.command_line)
		mote_pvh_memory_exclude(&boot, paddr, paddr + strlen(boot.command_line) + 1);
}

static void read_initrd(const struct start_info_module *module)
{
	uint64_t begin, bytes;

	if (!module)
		return;
	begin = module->paddr;
	bytes = module->size;
	if (!begin || !bytes || begin + bytes < begin)
		return;
	if (CONFIG_MEMORY) {
		/* It may lie anywhere, in what is mapped only now. */
		mote_pvh_memory_exclude(&boot, begin, begin + bytes);
		boot.initrd = mote_pvh_map_early(&boot, begin, bytes);
	} else {
		boot.initrd = reachable(begin + bytes - 1) ? reachable(begin) : NULL;
	}
	boot.initrd_bytes = boot.initrd ? bytes : 0;
}

static void read_start_info(const struct start_info *info)
{
	const void *memmap = info->version >= 1 ? reachable(info->memmap_paddr) : NULL;

	if (CONFIG_MEMORY && memmap)
		mote_pvh_memory_read(&boot, memmap, info->memmap_entries);
	else if (CONFIG_MEMORY && CONFIG_DRIVER_XEN)
		mote_pvh_memory_ask(&boot);
	boot.acpi_rsdp = info->rsdp_paddr;
	read_command_line(info->cmdline_paddr);
	read_initrd(info->nr_modules ? reachable(info->modlist_paddr) : NULL);
}

/* The firmware may have left them with interrupts that look like exceptions. */
static void mask_legacy_interrupts(void)
{
	mote_plat_out8(PIC_MASTER_MASK, 0xff);
	mote_plat_out8(PIC_SLAVE_MASK, 0xff);
}

_Noreturn void mote_pvh_start(const struct start_info *info);

void mote_pvh_start(const struct start_info *info)
{
	mote_pvh_traps_start();
	if (CONFIG_INTERRUPTS)
		mask_legacy_interrupts();
	if (CONFIG_BOOT_STAMP)
		boot.entry_stamp = mote_pvh_boot_stamp;
	if (info->magic == START_INFO_MAGIC)
		read_start_info(info);
	if (CONFIG_MEMORY)
		mote_pvh_paging_start(&boot);
	mote_start(&boot);
}

/*
 * Now that the command line is read nothing of the start info is needed, and null pointers shall
 * trap.
 */
static int unmap_page_zero(void)
{
	mote_pvh_pt[0] = 0;
	__asm__ volatile("invlpg 0" : : : "memory");
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_MEMORY, pvh_page_zero, "unmapping page zero", unmap_page_zero, NULL);

extern char mote_pvh_read_only_begin[], mote_pvh_read_only_end[];

/* By the page tables of the image, which need no other table for it. */
static int make_read_only(void)
{
	for (uintptr_t at = (uintptr_t)mote_pvh_read_only_begin;
	     at < (uintptr_t)mote_pvh_read_only_end; at += MOTE_PLAT_PAGE_BYTES) {
		mote_pvh_pt[at / MOTE_PLAT_PAGE_BYTES] &= ~(uint64_t)PTE_WRITE;
		__asm__ volatile("invlpg (%0)" : : "r"(at) : "memory");
	}
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_READ_ONLY, pvh_read_only, "protecting memory", make_read_only, NULL);
