/* SPDX-License-Identifier: BSD-3-Clause */
/* Reading from the terminal: POSIX.1-2017, 11.1.6 and 11.1.7. */
#include <errno.h>
#include <limits.h>
#include <mote/clock.h>

#include "input.h"

#define TENTH (MOTE_NANOSECONDS_PER_SECOND / 10)

static struct mote_terminal_state *const state = &mote_terminal_state;

static bool is_canonical(void)
{
	return mote_terminal_settings.c_lflag & ICANON;
}

bool mote_terminal_is_readable(void)
{
	cc_t least = mote_terminal_settings.c_cc[VMIN];
	bool has_time = mote_terminal_settings.c_cc[VTIME];

	if (is_canonical())
		return state->queue.line_ends;
	return state->queue.bytes >= (has_time || !least ? 1 : least);
}

/* What VMIN and VTIME mean for a read of so many bytes. */
struct patience {
	size_t least;
	uint64_t time;	   /* between bytes, or for the first where least is 0 */
	uint64_t deadline; /* where LEAST is 0 */
};

static struct patience patience_for(size_t bytes)
{
	struct patience patience = {
		.least = mote_terminal_settings.c_cc[VMIN],
		.time = mote_terminal_settings.c_cc[VTIME] * TENTH,
	};

	patience.deadline = patience.time ? mote_clock_after(patience.time) : 0;
	if (patience.least > bytes)
		patience.least = bytes;
	return patience;
}

/* Until when a read waits that has COUNT bytes, the queue being short of what it wants. */
static uint64_t wait_deadline(const struct patience *patience, size_t count)
{
	if (is_canonical())
		return MOTE_NEVER;
	if (!patience->least)
		return patience->deadline;
	return patience->time && count ? mote_clock_after(patience->time) : MOTE_NEVER;
}

static bool is_enough(const struct patience *patience, size_t count)
{
	if (is_canonical())
		return state->queue.line_ends;
	return count >= (patience->least ? patience->least : 1);
}

/*
 * Waits until the queue has what a read wants, or its patience is at an end. What has come stays in the
 * queue meanwhile: so nothing is lost to a read that is interrupted.
 */
static int wait_for_input(const struct patience *patience, bool must_not_wait, unsigned long *irq)
{
	for (;;) {
		size_t count = state->queue.bytes;
		enum mote_wait_result result;

		if (is_enough(patience, count))
			return 0;
		if (must_not_wait)
			return count && !is_canonical() ? 0 : -EAGAIN;
		result = mote_wait_until(&state->readers, &state->queue_lock, irq,
					 wait_deadline(patience, count));
		if (result == MOTE_WAIT_INTERRUPTED)
			return MOTE_FILE_INTERRUPTED;
		if (result == MOTE_WAIT_TIMED_OUT && !is_canonical())
			return 0;
	}
}

/* So that the thread goes on if it waits for room. */
static void say_room(void)
{
	if (state->is_full)
		mote_semaphore_post(&state->work);
}

/* By pieces, as interrupts are masked. */
static size_t take_rest(struct mote_io *io)
{
	unsigned long irq;
	size_t count, sum = 0;

	do {
		irq = mote_spin_lock_irqsave(&state->queue_lock);
		count = mote_terminal_queue_get(&state->queue, io, 256);
		say_room();
		mote_spin_unlock_irqrestore(&state->queue_lock, irq);
		sum += count;
	} while (count && io->left);
	return sum;
}

static ssize_t read_queue(struct mote_io *io, bool must_not_wait)
{
	struct patience patience = patience_for(io->left);
	unsigned long irq = mote_spin_lock_irqsave(&state->queue_lock);
	ssize_t result = wait_for_input(&patience, must_not_wait, &irq);
	bool is_line = is_canonical();

	if (!result && is_line)
		result = mote_terminal_queue_get_line(&state->queue, io);
	say_room();
	mote_spin_unlock_irqrestore(&state->queue_lock, irq);
	return result || is_line ? result : (ssize_t)take_rest(io);
}

ssize_t mote_terminal_read(struct mote_io *io, bool must_not_wait)
{
	int error = mote_terminal_begin_input();

	if (error)
		return error;
	/* Without a device input is at its end. */
	return state->has_device ? read_queue(io, must_not_wait) : 0;
}
