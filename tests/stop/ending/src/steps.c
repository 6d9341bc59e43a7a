/* SPDX-License-Identifier: BSD-3-Clause */
/* Three start-up steps that say when they are done and undone, and what happens to them. */
#include "steps.h"

#include <mote/errno.h>
#include <mote/format.h>
#include <mote/param.h>
#include <mote/power.h>
#include <mote/sleep.h>
#include <mote/startup.h>
#include <mote/stop.h>
#include <mote/string.h>
#include <mote/thread.h>

#define PAUSE 20000000

static char wanted[32];

static int set(const char *value)
{
	if (strlen(value) >= sizeof(wanted))
		return -EINVAL;
	memcpy(wanted, value, strlen(value));
	return 0;
}

MOTE_PARAM(ending_do, "ending.do", "WHAT", "what happens (tests/stop)", set);

bool ending_does(const char *what)
{
	return strcmp(wanted, what) == 0;
}

void ending_pause(void)
{
	mote_sleep(PAUSE);
}

static int start_a(void)
{
	mote_print("start a\n");
	return 0;
}

static int stop_a(void)
{
	mote_print("stop a\n");
	return 0;
}

static void *exit_early(void *unused)
{
	(void)unused;
	mote_exit(9);
}

static int start_b(void)
{
	struct mote_thread *thread;

	mote_print("start b\n");
	if (ending_does("fail"))
		return -ENODEV;
	if (ending_does("exit-early"))
		return mote_thread_create(&thread, NULL, exit_early, NULL);
	return 0;
}

static int stop_b(void)
{
	mote_print("stop b\n");
	if (ending_does("exit-in-stop"))
		mote_exit(5);
	if (ending_does("exit-in-threads"))
		ending_pause();
	return ending_does("fail-in-stop") ? -EIO : 0;
}

/* Takes its time where somebody wants to end the image meanwhile. */
static int start_c(void)
{
	mote_print("start c\n");
	if (ending_does("exit-early"))
		ending_pause();
	while (ending_does("request-early") && !mote_stop_requested())
		ending_pause();
	return 0;
}

static int stop_c(void)
{
	mote_print("stop c\n");
	return 0;
}

static int start_d(void)
{
	mote_print("start d\n");
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_LIBRARIES, ending_a, "beginning a", start_a, stop_a);
MOTE_STARTUP(MOTE_STAGE_LIBRARIES, ending_b, "beginning b", start_b, stop_b);
MOTE_STARTUP(MOTE_STAGE_LIBRARIES, ending_c, "beginning c", start_c, stop_c);
MOTE_STARTUP(MOTE_STAGE_LIBRARIES, ending_d, "beginning d", start_d, NULL);
