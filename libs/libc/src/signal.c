/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * signal() and raise() as C has them (C11 §7.14), for images without libs/posix: a program sends signals
 * to itself alone.
 */
#include <errno.h>
#include <mote/panic.h>
#include <signal.h>
#include <stddef.h>

#include "abort.h"

static void (*handlers[NSIG])(int);

static void (*take(int number))(int)
{
	void (*handler)(int) = handlers[number];

	/* What is to be done when it comes again is said in the handler. */
	if (handler != SIG_IGN)
		handlers[number] = SIG_DFL;
	return handler;
}

void (*signal(int number, void (*handler)(int)))(int)
{
	void (*before)(int);

	if (number <= 0 || number >= NSIG || number == SIGKILL || number == SIGSTOP) {
		errno = EINVAL;
		return SIG_ERR;
	}
	before = handlers[number];
	handlers[number] = handler;
	return before;
}

static int is_ignored_by_default(int number)
{
	return number == SIGCHLD || number == SIGURG || number == SIGWINCH || number == SIGCONT;
}

int raise(int number)
{
	void (*handler)(int);

	if (number <= 0 || number >= NSIG) {
		errno = EINVAL;
		return -1;
	}
	handler = take(number);
	if (handler == SIG_IGN || (handler == SIG_DFL && is_ignored_by_default(number)))
		return 0;
	if (handler == SIG_DFL)
		mote_panic("signal %d, which the application does not handle", number);
	handler(number);
	return 0;
}

void mote_libc_raise_abort(void)
{
	void (*handler)(int) = take(SIGABRT);

	if (handler != SIG_DFL && handler != SIG_IGN)
		handler(SIGABRT);
}
