/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From the platform's hands to main(): the start-up steps, and how they are undone.
 */
#define MOTE_LOG_NAME "start"
#include "start.h"

#include <config/THREADS.h>
#include <mote/boot.h>
#include <mote/errno.h>
#include <mote/format.h>
#include <mote/log.h>
#include <mote/power.h>
#include <mote/startup.h>
#include <mote/status.h>

#include "arguments.h"
#include "exit.h"
#include "thread/thread.h"

MOTE_TABLE_DEFINE(struct mote_startup_step, startup);

int main(int argc, char **argv);

static const struct mote_boot_info *boot_info;

/* The first step that has not been done; what lies before it is undone at the end. */
static const struct mote_startup_step *next_step;

const struct mote_boot_info *mote_boot_info(void)
{
	return boot_info;
}

static void run_startup_steps(void)
{
	next_step = mote_table_startup_begin;
	while (next_step < mote_table_startup_end) {
		int error;

		mote_log_debug("%s", next_step->what);
		error = next_step->start();
		if (error != 0) {
			mote_print("mote: start-up failed in %s: %s\n", next_step->what,
				   mote_error_name(error));
			mote_exit(MOTE_STATUS_STARTUP);
		}
		next_step++;
		mote_exit_look(next_step == mote_table_startup_end);
	}
}

void mote_undo_startup_steps(void)
{
	while (next_step > mote_table_startup_begin) {
		int error;

		/* Counted down first: a step that ends the image while it is undone isn't undone again. */
		next_step--;
		if (!next_step->stop)
			continue;
		mote_log_debug("undoing %s", next_step->what);
		error = next_step->stop();
		if (error != 0)
			mote_print("mote: undoing %s failed: %s\n", next_step->what,
				   mote_error_name(error));
	}
}

void mote_start(const struct mote_boot_info *boot)
{
	boot_info = boot;
	if (CONFIG_THREADS)
		mote_scheduler_start();
	mote_exit_begin_start();
	run_startup_steps();
	mote_exit(main(mote_arguments.count, mote_arguments.values));
}
