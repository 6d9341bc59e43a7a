/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <mote/console.h>
#include <mote/mutex.h>
#include <mote/thread.h>

#include "terminal.h"

/* One write at a time; who stops output or lets it go on has the spin lock only. */
static struct mote_mutex output_lock = MOTE_MUTEX_INIT(output_lock);
static struct mote_spinlock stop_lock;
static struct mote_wait_queue stopped_writers =
	MOTE_WAIT_QUEUE_INIT(stopped_writers, "output to go on");
static bool is_stopped;

MOTE_TABLE_DEFINE(struct mote_terminal_input, terminal_input);

const struct mote_terminal_input *mote_terminal_input(void)
{
	const struct mote_terminal_input *input = mote_table_terminal_input_begin;

	return input < mote_table_terminal_input_end ? input : NULL;
}

/* How many bytes from TEXT on go out as they are. */
static size_t plain(const char *text, size_t bytes, tcflag_t flags)
{
	size_t count = 0;

	while (count < bytes && !(text[count] == '\n' && flags & ONLCR) &&
	       !(text[count] == '\r' && flags & OCRNL))
		count++;
	return count;
}

/* OPOST; POSIX.1-2017, 11.2.3. */
static void write_processed(const char *text, size_t bytes, tcflag_t flags)
{
	while (bytes) {
		size_t count = plain(text, bytes, flags);

		if (count)
			mote_console_write(text, count);
		text += count;
		bytes -= count;
		if (!bytes)
			break;
		if (*text == '\n')
			mote_console_write("\r\n", 2);
		else
			mote_console_write("\n", 1);
		text++;
		bytes--;
	}
}

/* The output lock is held. */
static void put(const char *text, size_t bytes)
{
	const struct mote_terminal_input *input = mote_terminal_input();
	tcflag_t flags = mote_terminal_settings.c_oflag;

	/* Before it: who sees a prompt may have typed by the time that all of it is out. */
	if (input)
		input->wrote(text, bytes);
	if (flags & OPOST && flags & (ONLCR | OCRNL))
		write_processed(text, bytes, flags);
	else
		mote_console_write(text, bytes);
}

static void lock(void)
{
	mote_suspend_disable();
	mote_mutex_lock(&output_lock);
}

static void unlock(void)
{
	mote_mutex_unlock(&output_lock);
	mote_suspend_enable();
}

static int wait_while_stopped(void)
{
	unsigned long irq = mote_spin_lock_irqsave(&stop_lock);
	enum mote_wait_result result = MOTE_WAIT_WOKEN;

	while (is_stopped && result == MOTE_WAIT_WOKEN) {
		if (mote_terminal.flags & O_NONBLOCK) {
			mote_spin_unlock_irqrestore(&stop_lock, irq);
			return -EAGAIN;
		}
		result = mote_wait(&stopped_writers, &stop_lock, &irq);
	}
	mote_spin_unlock_irqrestore(&stop_lock, irq);
	return result == MOTE_WAIT_WOKEN ? 0 : MOTE_FILE_INTERRUPTED;
}

int mote_terminal_write(struct mote_io *io)
{
	int error = is_stopped ? wait_while_stopped() : 0;
	size_t bytes;
	void *text;

	if (error)
		return error;
	lock();
	while ((bytes = mote_io_piece(io, &text))) {
		put(text, bytes);
		mote_io_advance(io, bytes);
	}
	unlock();
	return 0;
}

void mote_terminal_echo(const char *text, size_t bytes)
{
	lock();
	put(text, bytes);
	unlock();
}

void mote_terminal_stop_output(bool stop)
{
	unsigned long irq = mote_spin_lock_irqsave(&stop_lock);

	is_stopped = stop;
	if (!stop)
		mote_wake_all(&stopped_writers);
	mote_spin_unlock_irqrestore(&stop_lock, irq);
}
