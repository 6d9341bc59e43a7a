/* SPDX-License-Identifier: BSD-3-Clause */
/* Faults: what an image must not survive, and must report. */
#include "fault.h"

#include <mote/errno.h>
#include <mote/format.h>
#include <mote/param.h>
#include <mote/string.h>
#include <mote/test.h>

MOTE_TABLE_DEFINE(struct mote_fault, fault);

const struct mote_fault *mote_test_fault;

void mote_test_list_faults(void)
{
	const struct mote_fault *fault;

	MOTE_TABLE_FOREACH(fault, fault)
		mote_print("fault %s: %s\n", fault->name, fault->report);
}

static int choose_fault(const char *name)
{
	const struct mote_fault *fault;

	MOTE_TABLE_FOREACH(fault, fault) {
		if (strcmp(fault->name, name) != 0)
			continue;
		mote_test_fault = fault;
		return 0;
	}
	return -ENOENT;
}

MOTE_PARAM(test_fault, "test.fault", "NAME (test.list=faults)",
	   "cause this fault instead of testing", choose_fault);
