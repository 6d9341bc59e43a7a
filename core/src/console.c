/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/console.h>

MOTE_TABLE_DEFINE(struct mote_console, console);

/* Where no console is there, output goes here: an image that is dumb can still do its work. */
static void write_nowhere(const char *text, size_t bytes)
{
	(void)text;
	(void)bytes;
}

static void write_first(const char *text, size_t bytes);

static void (*console_write)(const char *text, size_t bytes) = write_first;

/*
 * The first output looks for the best console. It does so whenever it comes, so that a panic in the
 * first start-up step is seen too.
 */
static void write_first(const char *text, size_t bytes)
{
	const struct mote_console *candidate;
	unsigned best = 0;

	console_write = write_nowhere;
	MOTE_TABLE_FOREACH(candidate, console) {
		if (candidate->rating <= best || candidate->start() != 0)
			continue;
		best = candidate->rating;
		console_write = candidate->write;
	}
	console_write(text, bytes);
}

void mote_console_write(const char *text, size_t bytes)
{
	console_write(text, bytes);
}
