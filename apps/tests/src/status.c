/* SPDX-License-Identifier: BSD-3-Clause */
#include "status.h"

#include <mote/param.h>

bool mote_tests_status_given;
int mote_tests_status;

static int set_status(const char *value)
{
	bool is_negative = *value == '-';
	unsigned long number;
	int error = mote_param_number(value + is_negative, 0, 1000, &number);

	if (error)
		return error;
	mote_tests_status = is_negative ? -(int)number : (int)number;
	mote_tests_status_given = true;
	return 0;
}

MOTE_PARAM(tests_status, "tests.status", "-1000..1000", "end with this status instead of testing",
	   set_status);
