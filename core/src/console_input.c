/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/console.h>
#include <mote/errno.h>

MOTE_TABLE_LAZY_DEFINE(struct mote_console_input, console_input);

static const struct mote_console_input *input;
static void (*input_arrived)(void);

/* From the best one down, so that only the one that is taken has its interrupts turned on. */
int mote_console_input_start(void (*arrived)(void))
{
	const struct mote_console_input *candidate = NULL;
	int error;

	if (input_arrived)
		return -EBUSY;
	input_arrived = arrived;
	/* The device is prepared by its first output, which may not have been yet. */
	mote_console_write("", 0);
	while ((candidate = MOTE_TABLE_NEXT_BEST(candidate, console_input))) {
		error = candidate->start();
		if (error < 0)
			continue;
		input = candidate;
		return error;
	}
	return -ENODEV;
}

size_t mote_console_read(char *text, size_t bytes)
{
	return input ? input->read(text, bytes) : 0;
}

void mote_console_input_arrived(void)
{
	input_arrived();
}
