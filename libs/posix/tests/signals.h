/* SPDX-License-Identifier: BSD-3-Clause */
/* What the tests of signals share. */
#ifndef POSIX_TESTS_SIGNALS_H
#define POSIX_TESTS_SIGNALS_H

#include <mote/test.h>
#include <signal.h>

#define TEST_HANDLED_MAX 16

/* What test_note_signal() has seen. */
extern volatile unsigned test_handled;
extern volatile int test_handled_numbers[TEST_HANDLED_MAX];
extern siginfo_t test_handled_infos[TEST_HANDLED_MAX];
extern volatile pthread_t test_handled_by;

/* Forgets all that. */
void test_signals_begin(void);

/* A handler that notes its signal. */
void test_note_signal(int number, siginfo_t *info, void *context);

/* Installs test_note_signal() for signal NUMBER with FLAGS besides SA_SIGINFO. */
void test_install(int number, int flags);

/* Has signal NUMBER be what it was at the beginning, and not blocked. */
void test_restore(int number);

/* A set with signal NUMBER in it, and another unless that is 0. */
sigset_t test_set_of(int number, int another);

#endif
