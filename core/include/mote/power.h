/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The power-off device class, and the end of an image.
 */
#ifndef MOTE_POWER_H
#define MOTE_POWER_H

#include <mote/table.h>

struct mote_power_off {
	const char *name;
	/*
	 * Ends the machine, handing STATUS (0 to 127) to the host where the device can. Returns if
	 * it isn't there or did not work. Any context, also a panic.
	 */
	void (*power_off)(int status);
	/*
	 * They are tried from the highest rating to the lowest: first those that deliver the
	 * status.
	 */
	unsigned rating; /* 1 or more */
};

#define MOTE_POWER_OFF_STATUS 200 /* rating: delivers the status */
#define MOTE_POWER_OFF_PLAIN 100  /* rating: turns off without one */

#define MOTE_POWER_OFF(id)                                                                         \
	MOTE_TABLE_ENTRY(struct mote_power_off, power_off, #id, mote_power_off_##id)

/*
 * Ends the image in order: stop steps in reverse, each once, then power off with STATUS. A status that
 * is not 0 to 127 is printed and clamped to 127. Of several calls the first decides: other threads
 * that call stop for good, a stop step that calls is left and its status forgotten. During start-up
 * the image ends when the running step is done. Thread context.
 */
_Noreturn void mote_exit(int status);

/* Ends the machine at once, without stop steps. Any context. */
_Noreturn void mote_power_off(int status);

#endif
