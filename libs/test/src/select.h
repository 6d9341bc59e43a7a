/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TEST_SELECT_H
#define TEST_SELECT_H

#include <stdbool.h>

enum listing {
	LIST_NOTHING,
	LIST_TESTS,
	LIST_FAULTS,
};

/* What test.list= asks for. */
extern enum listing mote_test_listing;

/* Whether test.only= leaves the test with TEXT in. */
bool mote_test_is_selected(const char *text);

#endif
