/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TEST_OUTCOME_H
#define TEST_OUTCOME_H

#include <stdbool.h>

/* How the running test is doing. */
struct outcome {
	bool failed;
	const char *skipped; /* why; NULL: it isn't */
};

extern struct outcome mote_test_outcome;

#endif
