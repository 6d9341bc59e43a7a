/* SPDX-License-Identifier: BSD-3-Clause */
/* Actions and masks, in one thread. */
#include <errno.h>
#include <setjmp.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

#include "signals.h"

MOTE_TEST(signal_raise,
	  "signals: a handler has run when raise() and kill() return, and keeps errno")
{
	test_signals_begin();
	test_install(SIGUSR1, 0);
	errno = EDOM;
	MOTE_CHECK_EQUAL(raise(SIGUSR1), 0);
	MOTE_CHECK_EQUAL(test_handled, 1);
	MOTE_CHECK_EQUAL(kill(getpid(), SIGUSR1), 0);
	MOTE_CHECK_EQUAL(test_handled, 2);
	MOTE_CHECK_EQUAL(test_handled_numbers[1], SIGUSR1);
	MOTE_CHECK_EQUAL(test_handled_infos[1].si_code, SI_USER);
	MOTE_CHECK_EQUAL(test_handled_infos[1].si_pid, getpid());
	MOTE_CHECK_EQUAL(errno, EDOM);
	test_restore(SIGUSR1);
}

MOTE_TEST(signal_errors,
	  "signals: numbers and processes that don't exist, and what can't be caught")
{
	struct sigaction action = {.sa_handler = SIG_IGN};
	sigset_t set = 0;

	MOTE_CHECK(raise(0x10000) == -1 && errno == EINVAL);
	MOTE_CHECK(kill(getpid(), NSIG) == -1 && errno == EINVAL);
	MOTE_CHECK(kill(getpid(), -1) == -1 && errno == EINVAL);
	MOTE_CHECK(kill(99999, 0) == -1 && errno == ESRCH);
	MOTE_CHECK(kill(getppid(), SIGTERM) == -1 && errno == EPERM);
	MOTE_CHECK(killpg(1, SIGTERM) == -1 && errno == EPERM);
	MOTE_CHECK(killpg(99999, 0) == -1 && errno == ESRCH);
	MOTE_CHECK_EQUAL(kill(getpid(), 0), 0);
	MOTE_CHECK(sigaction(SIGKILL, &action, NULL) == -1 && errno == EINVAL);
	MOTE_CHECK(sigaction(SIGSTOP, &action, NULL) == -1 && errno == EINVAL);
	MOTE_CHECK(sigaction(0, &action, NULL) == -1 && errno == EINVAL);
	MOTE_CHECK(signal(NSIG, SIG_IGN) == SIG_ERR && errno == EINVAL);
	MOTE_CHECK(sigset(SIGKILL, SIG_IGN) == SIG_ERR && errno == EINVAL);
	MOTE_CHECK(sigaddset(&set, NSIG) == -1 && errno == EINVAL);
	MOTE_CHECK(sigismember(&set, 0) == -1 && errno == EINVAL);
	MOTE_CHECK(sigprocmask(77, &set, NULL) == -1 && errno == EINVAL);
	MOTE_CHECK(sigpause(-1) == -1 && errno == EINVAL);
}

MOTE_TEST(signal_blocked, "signals: one that is blocked waits, once, and is seen to be pending")
{
	sigset_t blocked = test_set_of(SIGUSR1, SIGKILL), old, pending;

	test_signals_begin();
	test_install(SIGUSR1, 0);
	MOTE_CHECK_EQUAL(sigprocmask(SIG_BLOCK, &blocked, NULL), 0);
	raise(SIGUSR1);
	raise(SIGUSR1);
	kill(getpid(), SIGUSR1);
	MOTE_CHECK_EQUAL(test_handled, 0);
	sigpending(&pending);
	MOTE_CHECK_EQUAL(pending, test_set_of(SIGUSR1, 0));
	MOTE_CHECK_EQUAL(sigprocmask(SIG_UNBLOCK, &blocked, &old), 0);
	/* Nobody can block SIGKILL; once to the thread, once to the process. */
	MOTE_CHECK_EQUAL(old, test_set_of(SIGUSR1, 0));
	MOTE_CHECK_EQUAL(test_handled, 2);
	sigpending(&pending);
	MOTE_CHECK_EQUAL(pending, 0);
	test_restore(SIGUSR1);
}

MOTE_TEST(signal_ignored, "signals: what is ignored, or becomes it while it waits, is gone")
{
	sigset_t blocked = test_set_of(SIGUSR1, SIGCHLD), pending;

	test_signals_begin();
	raise(SIGCHLD);
	signal(SIGUSR1, SIG_IGN);
	raise(SIGUSR1);
	test_install(SIGUSR1, 0);
	test_install(SIGCHLD, 0);
	sigprocmask(SIG_BLOCK, &blocked, NULL);
	raise(SIGUSR1);
	raise(SIGCHLD);
	signal(SIGUSR1, SIG_IGN);
	signal(SIGCHLD, SIG_DFL);
	sigpending(&pending);
	MOTE_CHECK_EQUAL(pending, 0);
	sigprocmask(SIG_UNBLOCK, &blocked, NULL);
	MOTE_CHECK_EQUAL(test_handled, 0);
	test_restore(SIGUSR1);
}

static volatile unsigned depth, deepest, calls;
static sigset_t mask_in_handler;

static void raise_again(int number)
{
	depth++;
	if (depth > deepest)
		deepest = depth;
	sigprocmask(SIG_BLOCK, NULL, &mask_in_handler);
	if (calls++ == 0)
		raise(number);
	depth--;
}

static void raise_with(int flags)
{
	struct sigaction action = {.sa_handler = raise_again, .sa_flags = flags};

	sigaddset(&action.sa_mask, SIGUSR2);
	depth = deepest = calls = 0;
	sigaction(SIGUSR1, &action, NULL);
	raise(SIGUSR1);
}

MOTE_TEST(signal_handler_mask,
	  "signals: a handler's own signal and those of sa_mask wait for its end")
{
	sigset_t after;

	raise_with(0);
	MOTE_CHECK_EQUAL(calls, 2);
	MOTE_CHECK_EQUAL(deepest, 1);
	MOTE_CHECK_EQUAL(mask_in_handler, test_set_of(SIGUSR1, SIGUSR2));
	raise_with(SA_NODEFER);
	MOTE_CHECK_EQUAL(calls, 2);
	MOTE_CHECK_EQUAL(deepest, 2);
	MOTE_CHECK_EQUAL(mask_in_handler, test_set_of(SIGUSR2, 0));
	sigprocmask(SIG_BLOCK, NULL, &after);
	MOTE_CHECK_EQUAL(after, 0);
	test_restore(SIGUSR1);
}

MOTE_TEST(signal_reset, "signals: SA_RESETHAND is for one signal")
{
	struct sigaction action;

	test_signals_begin();
	test_install(SIGURG, SA_RESETHAND);
	raise(SIGURG);
	raise(SIGURG);
	MOTE_CHECK_EQUAL(test_handled, 1);
	sigaction(SIGURG, NULL, &action);
	MOTE_CHECK(action.sa_handler == SIG_DFL);
	MOTE_CHECK_EQUAL(action.sa_flags & SA_SIGINFO, 0);
}

MOTE_TEST(signal_queue, "signals: real-time ones queue with their values, the lowest number first")
{
	union sigval value;
	sigset_t all;

	test_signals_begin();
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	test_install(SIGRTMIN + 1, 0);
	test_install(SIGRTMIN + 3, 0);
	for (value.sival_int = 1; value.sival_int <= 3; value.sival_int++) {
		MOTE_CHECK_EQUAL(sigqueue(getpid(), SIGRTMIN + 3, value), 0);
		MOTE_CHECK_EQUAL(sigqueue(getpid(), SIGRTMIN + 1, value), 0);
	}
	MOTE_CHECK_EQUAL(test_handled, 0);
	sigprocmask(SIG_UNBLOCK, &all, NULL);
	MOTE_CHECK_EQUAL(test_handled, 6);
	for (int i = 0; i < 6; i++) {
		MOTE_CHECK_EQUAL(test_handled_numbers[i], SIGRTMIN + (i < 3 ? 1 : 3));
		MOTE_CHECK_EQUAL(test_handled_infos[i].si_value.sival_int, i % 3 + 1);
		MOTE_CHECK_EQUAL(test_handled_infos[i].si_code, SI_QUEUE);
	}
	test_restore(SIGRTMIN + 1);
	test_restore(SIGRTMIN + 3);
}

MOTE_TEST(signal_queue_full, "signals: the queue is bounded, says EAGAIN, and kill() still works")
{
	sigset_t blocked = test_set_of(SIGRTMAX, SIGUSR1), pending;
	union sigval value = {.sival_int = 0};
	long most = sysconf(_SC_SIGQUEUE_MAX);

	test_signals_begin();
	test_install(SIGRTMAX, 0);
	test_install(SIGUSR1, 0);
	sigprocmask(SIG_BLOCK, &blocked, NULL);
	for (long i = 0; i < most; i++)
		MOTE_REQUIRE(sigqueue(getpid(), SIGRTMAX, value) == 0);
	MOTE_CHECK(sigqueue(getpid(), SIGRTMAX, value) == -1 && errno == EAGAIN);
	MOTE_CHECK_EQUAL(raise(SIGUSR1), 0);
	sigpending(&pending);
	MOTE_CHECK_EQUAL(pending, blocked);
	sigprocmask(SIG_UNBLOCK, &blocked, NULL);
	MOTE_CHECK_EQUAL(test_handled, most + 1);
	MOTE_CHECK_EQUAL(sigqueue(getpid(), SIGRTMAX, value), 0);
	MOTE_CHECK_EQUAL(test_handled, most + 2);
	test_restore(SIGRTMAX);
	test_restore(SIGUSR1);
}

static char other_stack[SIGSTKSZ];
static stack_t seen;
static volatile uintptr_t stood_at;

static void look_at_stack(int number)
{
	(void)number;
	stood_at = (uintptr_t)__builtin_frame_address(0);
	sigaltstack(NULL, &seen);
	MOTE_CHECK(sigaltstack(&seen, NULL) == -1);
}

MOTE_TEST(signal_stack, "signals: SA_ONSTACK runs the handler on the alternate stack")
{
	struct sigaction action = {.sa_handler = look_at_stack, .sa_flags = SA_ONSTACK};
	stack_t stack = {.ss_sp = other_stack, .ss_size = MINSIGSTKSZ - 1}, old;

	MOTE_CHECK(sigaltstack(&stack, NULL) == -1 && errno == ENOMEM);
	stack.ss_size = sizeof(other_stack);
	stack.ss_flags = 0x40;
	MOTE_CHECK(sigaltstack(&stack, NULL) == -1 && errno == EINVAL);
	stack.ss_flags = 0;
	MOTE_CHECK_EQUAL(sigaltstack(&stack, &old), 0);
	MOTE_CHECK_EQUAL(old.ss_flags, SS_DISABLE);
	sigaction(SIGUSR1, &action, NULL);
	raise(SIGUSR1);
	MOTE_CHECK(stood_at - (uintptr_t)other_stack < sizeof(other_stack));
	MOTE_CHECK_EQUAL(seen.ss_flags, SS_ONSTACK);
	MOTE_CHECK_EQUAL(seen.ss_sp, other_stack);
	sigaltstack(NULL, &old);
	MOTE_CHECK_EQUAL(old.ss_flags, 0);
	action.sa_flags = 0;
	sigaction(SIGUSR1, &action, NULL);
	stack.ss_flags = SS_DISABLE;
	MOTE_CHECK_EQUAL(sigaltstack(&stack, NULL), 0);
	test_restore(SIGUSR1);
}

static sigjmp_buf place;

static void leave(int number)
{
	siglongjmp(place, number);
}

MOTE_TEST(signal_jump, "signals: siglongjmp() leaves handlers for good, and the mask is as it was")
{
	static volatile int times;
	struct sigaction action = {.sa_handler = leave};
	sigset_t mask;

	times = 0;
	sigfillset(&action.sa_mask);
	sigaction(SIGUSR1, &action, NULL);
	while (times < 100) {
		if (sigsetjmp(place, 1) == 0)
			raise(SIGUSR1);
		else
			times++;
	}
	sigprocmask(SIG_BLOCK, NULL, &mask);
	MOTE_CHECK_EQUAL(mask, 0);
	/* Without the mask it stays as the handler had it. */
	if (sigsetjmp(place, 0) == 0)
		raise(SIGUSR1);
	sigprocmask(SIG_BLOCK, NULL, &mask);
	MOTE_CHECK(sigismember(&mask, SIGUSR2));
	sigemptyset(&mask);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	test_restore(SIGUSR1);
}

static volatile int order[2];
static volatile int position;

static void wait_inside(int number)
{
	sigset_t none;

	sigemptyset(&none);
	if (number == SIGUSR1)
		sigsuspend(&none);
	order[position++] = number;
}

MOTE_TEST(signal_together,
	  "signals: a handler that waits is interrupted by one that came with its own")
{
	struct sigaction action = {.sa_handler = wait_inside};
	sigset_t both = test_set_of(SIGUSR1, SIGUSR2);

	position = 0;
	sigaction(SIGUSR1, &action, NULL);
	sigaction(SIGUSR2, &action, NULL);
	sigprocmask(SIG_BLOCK, &both, NULL);
	raise(SIGUSR1);
	raise(SIGUSR2);
	sigprocmask(SIG_UNBLOCK, &both, NULL);
	MOTE_CHECK_EQUAL(position, 2);
	MOTE_CHECK_EQUAL(order[0], SIGUSR2);
	MOTE_CHECK_EQUAL(order[1], SIGUSR1);
	test_restore(SIGUSR1);
	test_restore(SIGUSR2);
}

MOTE_TEST(signal_system_v, "signals: sigset(), sighold(), sigrelse(), sigignore()")
{
	sigset_t pending;

	test_signals_begin();
	test_install(SIGUSR1, 0);
	MOTE_CHECK_EQUAL(sighold(SIGUSR1), 0);
	raise(SIGUSR1);
	MOTE_CHECK(sigset(SIGUSR1, SIG_HOLD) == SIG_HOLD);
	sigpending(&pending);
	MOTE_CHECK(sigismember(&pending, SIGUSR1));
	MOTE_CHECK_EQUAL(sigrelse(SIGUSR1), 0);
	MOTE_CHECK_EQUAL(test_handled, 1);
	MOTE_CHECK_EQUAL(sigignore(SIGUSR1), 0);
	raise(SIGUSR1);
	MOTE_CHECK_EQUAL(test_handled, 1);
	MOTE_CHECK(sigset(SIGUSR1, SIG_DFL) == SIG_IGN);
	MOTE_CHECK(sighold(0) == -1 && errno == EINVAL);
	MOTE_CHECK(sigignore(SIGKILL) == -1 && errno == EINVAL);
}

MOTE_TEST(signal_siginterrupt, "signals: signal() restarts calls, siginterrupt() changes that")
{
	struct sigaction action;

	signal(SIGUSR1, SIG_IGN);
	sigaction(SIGUSR1, NULL, &action);
	MOTE_CHECK(action.sa_flags & SA_RESTART);
	MOTE_CHECK_EQUAL(siginterrupt(SIGUSR1, 1), 0);
	sigaction(SIGUSR1, NULL, &action);
	MOTE_CHECK_EQUAL(action.sa_flags & SA_RESTART, 0);
	MOTE_CHECK(siginterrupt(NSIG, 1) == -1 && errno == EINVAL);
	test_restore(SIGUSR1);
}
