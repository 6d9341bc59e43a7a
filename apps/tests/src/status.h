/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_STATUS_H
#define TESTS_STATUS_H

#include <stdbool.h>

/* What tests.status= has set. */
extern bool mote_tests_status_given;
extern int mote_tests_status;

#endif
