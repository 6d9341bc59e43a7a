/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Start-up steps. What must be done before main() registers itself here; the core runs the steps in
 * the order of their stages, within a stage in the order of their names. A step that fails ends the
 * image with a message and status 71; those before it are undone.
 */
#ifndef MOTE_STARTUP_H
#define MOTE_STARTUP_H

#include <mote/table.h>
#include <stddef.h>

/* Stages. A step may use what earlier stages have prepared. */
#define MOTE_STAGE_COMMAND_LINE "20" /* parameters are set */
#define MOTE_STAGE_MEMORY "30"	     /* page frames and the heap */
#define MOTE_STAGE_THREADS "40"	     /* threads may be created */
#define MOTE_STAGE_INTERRUPTS "44"   /* interrupt controllers */
#define MOTE_STAGE_TIME "46"	     /* clocks and event timers */
#define MOTE_STAGE_UNMASK "48"	     /* interrupts are unmasked; waits may have deadlines */
#define MOTE_STAGE_BUSES "50"	     /* what finds devices */
#define MOTE_STAGE_DEVICES "60"
#define MOTE_STAGE_LIBRARIES "70"
#define MOTE_STAGE_READ_ONLY "90" /* MOTE_RO_AFTER_INIT: for platforms */

struct mote_startup_step {
	const char *what; /* what the step does, for messages: "reading the command line" */
	/*
	 * Returns 0 or a negative errno. Runs in the main thread, interrupts masked in the stages
	 * up to MOTE_STAGE_UNMASK.
	 */
	int (*start)(void);
	/*
	 * Undoes it when the image ends, in reverse order; NULL: nothing to undo. Returns 0 or a
	 * negative errno, which is only printed. Runs in any one thread, perhaps one of the core
	 * that has a stack of a page, while other threads go on.
	 */
	int (*stop)(void);
};

/*
 * Registers a step: MOTE_STARTUP(MOTE_STAGE_BUSES, acpi, "finding the ACPI tables", acpi_start,
 * NULL).
 */
#define MOTE_STARTUP(stage, id, text, start_function, stop_function)                               \
	MOTE_TABLE_ENTRY(struct mote_startup_step, startup, stage "." #id, mote_startup_##id) = {  \
		.what = text, .start = start_function, .stop = stop_function}

/*
 * The same for a step that is only needed, and linked, where something refers to mote_startup_ID.
 */
#define MOTE_STARTUP_IF_USED(stage, id, text, start_function, stop_function)                       \
	MOTE_TABLE_ENTRY_IF_USED(struct mote_startup_step, startup, stage "." #id,                 \
				 mote_startup_##id) = {                                            \
		.what = text, .start = start_function, .stop = stop_function}

#endif
