/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The console device class: where text for a person goes. Drivers register a console, the core
 * picks the best one that is there.
 */
#ifndef MOTE_CONSOLE_H
#define MOTE_CONSOLE_H

#include <mote/table.h>
#include <stddef.h>

struct mote_console {
	const char *name;
	/*
	 * Prepares the device. Returns 0, or -ENODEV where it isn't there. Called once, before the
	 * first output, in whatever context that comes.
	 */
	int (*start)(void);
	/*
	 * Writes BYTES bytes. Any context, also a panic: it may wait for the device but not for a
	 * thread.
	 */
	void (*write)(const char *text, size_t bytes);
	/* Which console is taken where several are there: the one with the highest rating. */
	unsigned rating; /* 1 or more */
};

#define MOTE_CONSOLE(id) MOTE_TABLE_ENTRY(struct mote_console, console, #id, mote_console_##id)

/* Writes to the console; lost where there is none. Any context. */
void mote_console_write(const char *text, size_t bytes);

#endif
