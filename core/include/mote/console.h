/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The console device class: where text for a person goes, and where it comes from. Drivers register a
 * console, the core picks the best one that is there; the same for its input, which is a class of its
 * own so that an image that never reads has no code for it.
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

struct mote_console_input {
	const char *name;
	/*
	 * Prepares the device, so that it calls mote_console_input_arrived() when bytes have come.
	 * Returns 0, MOTE_CONSOLE_INPUT_POLLED, or -ENODEV where it isn't there. Called once. Thread
	 * context.
	 */
	int (*start)(void);
	/*
	 * Takes at most BYTES bytes that have come, and doesn't wait. Where it returns fewer, it has seen
	 * that no more were there: only the bytes after that are announced. The device keeps, or
	 * the host holds back, what nobody takes. Called by one at a time. Any context but a panic.
	 */
	size_t (*read)(char *text, size_t bytes);
	unsigned rating; /* 1 or more; the highest that starts is taken */
	unsigned unused;
};

/* Bytes come without being announced: who wants them has to look now and then. */
#define MOTE_CONSOLE_INPUT_POLLED 1

#define MOTE_CONSOLE_INPUT(id)                                                                     \
	MOTE_TABLE_LAZY_ENTRY(struct mote_console_input, console_input, mote_console_input_##id)

/*
 * Begins input: from now on ARRIVED is called, in interrupt context, when there are bytes that
 * mote_console_read() has not seen. It may be called without. Returns 0, MOTE_CONSOLE_INPUT_POLLED,
 * -ENODEV where no console has input, -EBUSY where it has begun: there is one reader, who shares with
 * others what he reads. Thread context.
 */
int mote_console_input_start(void (*arrived)(void));

/*
 * Takes at most BYTES bytes of input, without waiting. Where it returns fewer, ARRIVED announces the
 * next. Nothing is lost before somebody takes it. By one thread at a time, once input has begun. Any
 * context but a panic.
 */
size_t mote_console_read(char *text, size_t bytes);

/* What a driver calls when bytes have come. Interrupt context. */
void mote_console_input_arrived(void);

#endif
