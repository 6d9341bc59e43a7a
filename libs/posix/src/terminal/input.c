/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A thread takes what was typed from the console and edits it, so that a line is echoed and Ctrl-C is
 * heard while the program does something else. It begins when a program first asks for input. It takes
 * no more than it has room for: the rest stays with the host.
 */
#include "input.h"

#include <errno.h>
#include <mote/clock.h>
#include <mote/console.h>
#include <mote/thread.h>

#include "../pthread/thread.h"
#include "../signal/signal.h"

/* How often a console is looked at that doesn't say when something has come: at a typist's pace. */
#define LOOK_NANOSECONDS (10 * MOTE_NANOSECONDS_PER_MILLISECOND)
#define CHUNK 64

/* Apart, so that what is all zeros takes nothing in the file. */
static char line[MOTE_TERMINAL_LINE_BYTES];
static char ring[MOTE_TERMINAL_QUEUE_BYTES];
static unsigned char ends[MOTE_TERMINAL_QUEUE_BYTES / 8];

struct mote_terminal_state mote_terminal_state = {
	.line.text = line,
	.queue.ring = ring,
	.queue.ends = ends,
	.edit_lock = MOTE_MUTEX_INIT(mote_terminal_state.edit_lock),
	.readers = MOTE_WAIT_QUEUE_INIT(mote_terminal_state.readers, "input"),
	.work = MOTE_SEMAPHORE_INIT(mote_terminal_state.work, 0),
};

static struct mote_terminal_state *const state = &mote_terminal_state;
static unsigned column;

void mote_terminal_lock(void)
{
	mote_suspend_disable();
	mote_mutex_lock(&state->edit_lock);
}

void mote_terminal_unlock(void)
{
	mote_mutex_unlock(&state->edit_lock);
	mote_suspend_enable();
}

/* One post is enough for all that has come until the thread looks. */
static void arrived(void)
{
	if (!state->work.count || state->work.count == MOTE_SEMAPHORE_WAITERS)
		mote_semaphore_post(&state->work);
}

static bool has_room(void)
{
	unsigned long irq = mote_spin_lock_irqsave(&state->queue_lock);

	state->is_full = mote_terminal_queue_room(&state->queue) <
			 MOTE_TERMINAL_LINE_BYTES + CHUNK + 1;
	mote_spin_unlock_irqrestore_nowake(&state->queue_lock, irq);
	return !state->is_full;
}

static void take_all(void)
{
	char text[CHUNK];
	size_t count;

	while (has_room() && (count = mote_console_read(text, sizeof(text)))) {
		mote_terminal_lock();
		for (size_t i = 0; i < count; i++)
			mote_terminal_line_take(&state->line, text[i]);
		mote_terminal_unlock();
	}
}

static void *edit(void *unused)
{
	(void)unused;
	for (;;) {
		take_all();
		mote_semaphore_wait_until(&state->work, state->is_polled
								? mote_clock_after(LOOK_NANOSECONDS)
								: MOTE_NEVER);
	}
	return NULL;
}

/* The edit lock is held. */
static int begin(void)
{
	struct mote_thread_attributes attributes = {
		.name = "terminal",
		.priority = MOTE_PRIORITY_HIGHEST - 1,
	};
	struct mote_thread *thread;
	int error;

	error = mote_console_input_start(arrived);
	state->is_polled = error == MOTE_CONSOLE_INPUT_POLLED;
	/* Where there was no memory for the thread last time, the device has been started. */
	state->has_device = error >= 0 || error == -EBUSY;
	if (!state->has_device)
		return 0;
	error = mote_thread_create(&thread, &attributes, edit, NULL);
	if (!error)
		mote_thread_detach(thread);
	return error;
}

int mote_terminal_begin_input(void)
{
	int error = 0;

	if (state->has_begun)
		return 0;
	/* Who reads can be interrupted from now on: a thread gets signals once it is known. */
	mote_pthread_self();
	mote_terminal_lock();
	if (!state->has_begun)
		error = begin();
	state->has_begun = !error;
	mote_terminal_unlock();
	return error;
}

void mote_terminal_hand_on(const char *text, size_t bytes, bool ends_line)
{
	unsigned long irq = mote_spin_lock_irqsave(&state->queue_lock);

	for (size_t i = 0; i < bytes; i++) {
		bool is_end = ends_line && i + 1 == bytes && text[i];

		mote_terminal_queue_put(&state->queue, text[i], is_end);
	}
	/* A line that ends in a byte 0 has its end behind that, as it would be taken for the end of input. */
	if (ends_line && (!bytes || !text[bytes - 1]))
		mote_terminal_queue_put(&state->queue, '\0', true);
	mote_wake_all(&state->readers);
	mote_spin_unlock_irqrestore(&state->queue_lock, irq);
	if (mote_terminal_is_readable())
		mote_file_notify(&mote_terminal, POLLIN);
}

void mote_terminal_discard(void)
{
	unsigned long irq = mote_spin_lock_irqsave(&state->queue_lock);

	mote_terminal_queue_clear(&state->queue);
	if (state->is_full)
		arrived();
	mote_spin_unlock_irqrestore(&state->queue_lock, irq);
}

void mote_terminal_signal(int number)
{
	siginfo_t info = {.si_signo = number, .si_code = SI_KERNEL};

	mote_signal_send(NULL, &info);
}

unsigned mote_terminal_column(void)
{
	return column;
}

/* Only what is behind the last newline counts. */
static void wrote(const char *text, size_t bytes)
{
	size_t begin = bytes;

	while (begin && text[begin - 1] != '\n')
		begin--;
	if (begin)
		column = 0;
	column = mote_terminal_column_behind(column, text + begin, bytes - begin);
}

static unsigned input_poll(void)
{
	if (mote_terminal_begin_input() || !state->has_device)
		return POLLIN;
	return mote_terminal_is_readable() ? POLLIN : 0;
}

#define TABLE_ENTRY                                                                                \
	const struct mote_terminal_input mote_terminal_input_entry                                 \
		__attribute__((aligned(8), section(".mote_table.terminal_input.1.input")))

/* Referred to by name where it is wanted: wanted.h, and where the C library's streams are read. */
extern TABLE_ENTRY;
extern const struct mote_terminal_input mote_stdio_reads
	__attribute__((alias("mote_terminal_input_entry")));
TABLE_ENTRY = {
	.read = mote_terminal_read,
	.poll = input_poll,
	.ioctl = mote_terminal_ioctl,
	.wrote = wrote,
};
