/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TEST_FAULT_H
#define TEST_FAULT_H

/* The fault that test.fault= has chosen; NULL: none. */
extern const struct mote_fault *mote_test_fault;

/* Prints a line for each fault: its name and what its report must say. */
void mote_test_list_faults(void);

#endif
