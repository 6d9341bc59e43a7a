/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a platform hands to the core when it has prepared the processor: the door between the two.
 */
#ifndef MOTE_BOOT_H
#define MOTE_BOOT_H

#include <stddef.h>
#include <stdint.h>

/* A range of physical memory that may be used. */
struct mote_memory_range {
	uint64_t begin; /* physical address of the first byte */
	uint64_t end;	/* of the first byte behind */
	/*
	 * What lies from BEGIN up to here is mapped; of the rest mote_plat_populate() is asked for
	 * parts when they are needed.
	 */
	uint64_t mapped_end;
};

#define MOTE_BOOT_RANGES_MAX 32

struct mote_boot_info {
	const char *command_line; /* NULL where there is none */
	const void *initrd;	  /* NULL where there is none */
	size_t initrd_bytes;
	uint64_t acpi_rsdp; /* physical address of the ACPI tables' root; 0 where it isn't known */
	/* mote_arch_stamp() at the first instruction, with CONFIG_BOOT_STAMP. */
	uint64_t entry_stamp;
	size_t range_count;
	/*
	 * Usable memory, whole pages, in any order, without overlap, less the image and the initrd.
	 */
	struct mote_memory_range ranges[MOTE_BOOT_RANGES_MAX];
};

/*
 * Begins the core: runs the start-up steps, main(), and ends the image. The platform calls it once,
 * on the main stack, with interrupts masked, W^X in force and traps leading to mote_panic_at().
 * BOOT and the initrd stay as they are for ever, the command line until the stage
 * MOTE_STAGE_MEMORY.
 */
_Noreturn void mote_start(const struct mote_boot_info *boot);

/* What the platform has handed over; readable in any context once mote_start() was called. */
const struct mote_boot_info *mote_boot_info(void);

#endif
