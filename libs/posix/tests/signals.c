/* SPDX-License-Identifier: BSD-3-Clause */
#include "signals.h"

#include <pthread.h>

volatile unsigned test_handled;
volatile int test_handled_numbers[TEST_HANDLED_MAX];
siginfo_t test_handled_infos[TEST_HANDLED_MAX];
volatile pthread_t test_handled_by;

void test_signals_begin(void)
{
	test_handled = 0;
	test_handled_by = NULL;
}

void test_note_signal(int number, siginfo_t *info, void *context)
{
	(void)context;
	test_handled_by = pthread_self();
	if (test_handled < TEST_HANDLED_MAX) {
		test_handled_numbers[test_handled] = number;
		test_handled_infos[test_handled] = *info;
	}
	test_handled++;
}

void test_install(int number, int flags)
{
	struct sigaction action = {.sa_sigaction = test_note_signal,
				   .sa_flags = SA_SIGINFO | flags};

	MOTE_CHECK_EQUAL(sigaction(number, &action, NULL), 0);
}

void test_restore(int number)
{
	sigset_t set = test_set_of(number, 0);

	signal(number, SIG_IGN);
	signal(number, SIG_DFL);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

sigset_t test_set_of(int number, int another)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, number);
	if (another)
		sigaddset(&set, another);
	return set;
}
