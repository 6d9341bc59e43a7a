/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of an image, which several threads may ask for: the first decides on the status, and one
 * of them undoes the start-up steps.
 *
 *	starting	the main thread is that one, and looks between two steps
 *	started		it is the first that calls mote_exit()
 *	ending		if it calls again it goes on behind the step that it was undoing
 *
 * Every other thread that calls stops for good.
 */
#include "exit.h"

#include <config/THREADS.h>
#include <mote/power.h>
#include <stddef.h>

#include "start.h"
#include "thread/thread.h"

static struct mote_spinlock lock;
static struct mote_thread *owner; /* who may undo the steps; NULL: whoever comes first */
static bool is_asked;
static int first_status;

void (*mote_exit_stop)(void);

static struct mote_thread *self(void)
{
	return CONFIG_THREADS ? mote_thread_self() : NULL;
}

void mote_exit_begin_start(void)
{
	owner = self();
}

void mote_exit_look(bool is_started)
{
	if (is_started)
		owner = NULL;
	if (is_asked)
		mote_exit(first_status);
}

void mote_exit(int status)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	if (!is_asked)
		first_status = status;
	is_asked = true;
	if (!owner)
		owner = self();
	if (CONFIG_THREADS && owner != self())
		mote_exit_stop();
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	mote_undo_startup_steps();
	mote_power_off(first_status);
}
