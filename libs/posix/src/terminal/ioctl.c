/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "input.h"

static struct mote_terminal_state *const state = &mote_terminal_state;

/* A line that is being edited is there to be read where lines are no longer edited. */
static void set_settings(const struct termios *settings, bool flushes)
{
	mote_terminal_lock();
	if (flushes) {
		state->line.bytes = 0;
		mote_terminal_discard();
	}
	mote_terminal_settings = *settings;
	if (!(settings->c_lflag & ICANON))
		mote_terminal_line_finish(&state->line);
	if (!(settings->c_iflag & IXON))
		mote_terminal_stop_output(false);
	mote_terminal_unlock();
	/* Who waits may be content with less now. */
	mote_terminal_hand_on(NULL, 0, false);
}

static void get_settings(struct termios *settings)
{
	mote_terminal_lock();
	*settings = mote_terminal_settings;
	mote_terminal_unlock();
}

static void set_size(const struct winsize *size)
{
	bool changes;

	mote_terminal_lock();
	changes = memcmp(&state->size, size, sizeof(*size)) != 0;
	state->size = *size;
	mote_terminal_unlock();
	if (changes)
		mote_terminal_signal(SIGWINCH);
}

/* Output is on its way when write() returns, so that only input can be flushed. */
static int flush(intptr_t which)
{
	if (which != TCIFLUSH && which != TCOFLUSH && which != TCIOFLUSH)
		return -EINVAL;
	if (which == TCOFLUSH)
		return 0;
	mote_terminal_lock();
	state->line.bytes = 0;
	mote_terminal_discard();
	mote_terminal_unlock();
	return 0;
}

/* The other end is told by the characters that would tell us. */
static int flow(intptr_t action)
{
	char byte;

	switch (action) {
	case TCOOFF:
	case TCOON:
		mote_terminal_stop_output(action == TCOOFF);
		return 0;
	case TCIOFF:
	case TCION:
		byte = (char)mote_terminal_settings.c_cc[action == TCIOFF ? VSTOP : VSTART];
		if (byte)
			mote_terminal_echo(&byte, 1);
		return 0;
	default:
		return -EINVAL;
	}
}

/* What a read could take now. */
static int count_bytes(void)
{
	unsigned long irq = mote_spin_lock_irqsave(&state->queue_lock);
	bool is_there = !(mote_terminal_settings.c_lflag & ICANON) || state->queue.line_ends;
	int count = is_there ? (int)state->queue.bytes : 0;

	mote_spin_unlock_irqrestore_nowake(&state->queue_lock, irq);
	return count;
}

static int control(unsigned long request, void *argument)
{
	switch (request) {
	case TCGETS:
		get_settings(argument);
		return 0;
	case TCSETS:
	case TCSETSW:
	case TCSETSF:
		set_settings(argument, request == TCSETSF);
		return 0;
	case TIOCGWINSZ:
		*(struct winsize *)argument = state->size;
		return 0;
	case TIOCSWINSZ:
		set_size(argument);
		return 0;
	case FIONREAD:
		*(int *)argument = count_bytes();
		return 0;
	case TIOCOUTQ:
		*(int *)argument = 0;
		return 0;
	case TIOCGPGRP:
		*(pid_t *)argument = getpid();
		return 0;
	default:
		return -ENOTTY;
	}
}

int mote_terminal_ioctl(unsigned long request, void *argument)
{
	int error = mote_terminal_begin_input();

	if (error)
		return error;
	switch (request) {
	case TCFLSH:
		return flush((intptr_t)argument);
	case TCXONC:
		return flow((intptr_t)argument);
	case TCSBRK:
		/* A console has no line that could break, and nothing is on its way. */
		return 0;
	default:
		return argument ? control(request, argument) : -EFAULT;
	}
}
