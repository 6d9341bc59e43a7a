/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The first C of a Xen PV image: sets the rights of its pages, leads traps, reads the start info
 * into the core's boot info. The start info is input from outside: what is odd in it is left out.
 */
#include "start.h"

#include <config/BOOT_STAMP.h>
#include <config/INTERRUPTS.h>
#include <config/MEMORY.h>
#include <mote/boot.h>
#include <mote/compiler.h>
#include <mote/startup.h>

#include "event.h"
#include "paging.h"
#include "populate.h"
#include "trap.h"

/* When entry.S began. */
extern uint64_t mote_xenpv_boot_stamp;

const struct start_info *mote_xenpv_start_info MOTE_RO_AFTER_INIT;
static struct mote_boot_info boot MOTE_RO_AFTER_INIT;

/*
 * What Xen has laid out ends with the page tables and its start-up stack, which is not needed any
 * more. Behind is free memory (public/xen.h, "Start-of-day memory layout").
 */
static void read_memory(const struct start_info *info)
{
	struct mote_memory_range *range = &boot.ranges[0];
	uint64_t mapped_end = mote_plat_virt_to_phys((void *)mote_xenpv_mapped_end);

	range->begin = mote_plat_virt_to_phys((void *)info->pt_base) +
		       info->nr_pt_frames * MOTE_PLAT_PAGE_BYTES;
	range->end = mote_xenpv_populate_start(info->nr_pages);
	range->mapped_end = mapped_end < range->end ? mapped_end : range->end;
	boot.range_count = range->begin < range->end;
}

static void read_initrd(const struct start_info *info)
{
	/* Neither is asked for; a list of modules is what a loader in between may have made. */
	if (info->flags & (SIF_MULTIBOOT_MOD | SIF_MOD_START_PFN) || !info->mod_len)
		return;
	boot.initrd = (const void *)info->mod_start;
	boot.initrd_bytes = info->mod_len;
}

static void use_ports(void)
{
	const unsigned level = 1;

	hypercall2(HYPERVISOR_PHYSDEV_OP, PHYSDEVOP_SET_IOPL, (uintptr_t)&level);
}

_Noreturn void mote_xenpv_start(struct start_info *info);

void mote_xenpv_start(struct start_info *info)
{
	mote_xenpv_start_info = info;
	mote_xenpv_protect_image(info);
	mote_xenpv_set_page((uintptr_t)&mote_xenpv_shared_info,
			    info->shared_info | PTE_PRESENT | PTE_WRITE | PTE_NO_EXECUTE);
	mote_plat_irq_save();
	mote_xenpv_traps_start();
	if (CONFIG_INTERRUPTS)
		mote_xenpv_events_start();
	if (info->flags & SIF_PRIVILEGED)
		use_ports();
	if (CONFIG_BOOT_STAMP)
		boot.entry_stamp = mote_xenpv_boot_stamp;
	if (CONFIG_MEMORY)
		read_memory(info);
	info->cmd_line[sizeof(info->cmd_line) - 1] = '\0';
	boot.command_line = info->cmd_line;
	read_initrd(info);
	mote_start(&boot);
}

extern char mote_xenpv_read_only_begin[], mote_xenpv_read_only_end[];

static int make_read_only(void)
{
	return mote_plat_protect(mote_xenpv_read_only_begin,
				 mote_xenpv_read_only_end - mote_xenpv_read_only_begin,
				 MOTE_PLAT_READ);
}

MOTE_STARTUP(MOTE_STAGE_READ_ONLY, xenpv_read_only, "making the start's results read-only",
	     make_read_only, NULL);
