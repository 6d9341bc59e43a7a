/* SPDX-License-Identifier: BSD-3-Clause */
/* What runs when: constructors, jumps, signals to oneself, the environment. */
#include <errno.h>
#include <mote/test.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char order[8];

static void note(char who)
{
	order[strlen(order)] = who;
}

__attribute__((constructor)) static void construct_last(void)
{
	note('d');
}

__attribute__((constructor(200))) static void construct_second(void)
{
	note('b');
}

__attribute__((constructor(101))) static void construct_first(void)
{
	/* All of the library is there already. */
	if (strlen(strcpy(malloc(10), "ready")) == 5)
		note('a');
}

__attribute__((constructor(5000))) static void construct_third(void)
{
	note('c');
}

MOTE_TEST(libc_constructors,
	  "libc: constructors run before main(), in the order of their priorities")
{
	MOTE_CHECK_EQUAL_STRING(order, "abcd");
}

static jmp_buf back;

static int jump(volatile int depth)
{
	volatile char room[100];

	room[0] = depth;
	if (depth < 0)
		return 0;
	if (depth == 0)
		longjmp(back, 7);
	return jump(depth - 1) + room[0];
}

MOTE_TEST(libc_longjmp, "libc: longjmp() leaves functions; 0 becomes 1")
{
	volatile int kept = 5;
	int value = setjmp(back);

	if (value == 0) {
		kept++;
		jump(10);
	}
	MOTE_CHECK_EQUAL(value, 7);
	MOTE_CHECK_EQUAL(kept, 6);
	value = setjmp(back);
	if (value == 0)
		longjmp(back, 0);
	MOTE_CHECK_EQUAL(value, 1);
}

static volatile sig_atomic_t seen;

static void see(int number)
{
	seen = number;
}

MOTE_TEST(libc_signal, "libc: raise() calls what signal() has named; a bad number is refused")
{
	signal(SIGUSR1, see);
	MOTE_CHECK_EQUAL(raise(SIGUSR1), 0);
	MOTE_CHECK_EQUAL(seen, SIGUSR1);
	signal(SIGUSR1, SIG_IGN);
	seen = 0;
	MOTE_CHECK_EQUAL(raise(SIGUSR1), 0);
	MOTE_CHECK_EQUAL(seen, 0);
	MOTE_CHECK(signal(SIGUSR1, SIG_DFL) == SIG_IGN);
	MOTE_CHECK(signal(0, see) == SIG_ERR);
	MOTE_CHECK(signal(SIGKILL, see) == SIG_ERR);
	MOTE_CHECK(raise(1000) != 0);
}

/* Only libs/posix has it; there the signal is still blocked when its handler is left so. */
#pragma weak sigprocmask

static void unblock_abort(void)
{
	sigset_t aborted = (sigset_t)1 << (SIGABRT - 1);

	if (sigprocmask)
		sigprocmask(SIG_UNBLOCK, &aborted, NULL);
}

static jmp_buf out_of_abort;

static void leave(int number)
{
	longjmp(out_of_abort, number);
}

MOTE_TEST(libc_abort_left, "libc: a handler of SIGABRT may leave abort() by longjmp()")
{
	int value = setjmp(out_of_abort);

	if (value == 0) {
		signal(SIGABRT, leave);
		abort();
	}
	MOTE_CHECK_EQUAL(value, SIGABRT);
	signal(SIGABRT, SIG_DFL);
	unblock_abort();
}

MOTE_TEST(libc_environment, "libc: the environment can be changed")
{
	char text[] = "MOTE_TEST_B=put";

	MOTE_CHECK(!getenv("MOTE_TEST_A"));
	MOTE_CHECK_EQUAL(setenv("MOTE_TEST_A", "one", 1), 0);
	MOTE_CHECK_EQUAL(setenv("MOTE_TEST_A", "two", 0), 0);
	MOTE_CHECK_EQUAL_STRING(getenv("MOTE_TEST_A"), "one");
	MOTE_CHECK_EQUAL(setenv("MOTE_TEST_A", "a longer one", 1), 0);
	MOTE_CHECK_EQUAL_STRING(getenv("MOTE_TEST_A"), "a longer one");
	MOTE_CHECK_EQUAL(putenv(text), 0);
	MOTE_CHECK_EQUAL_STRING(getenv("MOTE_TEST_B"), "put");
	MOTE_CHECK_EQUAL(unsetenv("MOTE_TEST_A"), 0);
	MOTE_CHECK_EQUAL(unsetenv("MOTE_TEST_B"), 0);
	MOTE_CHECK(!getenv("MOTE_TEST_A") && !getenv("MOTE_TEST_B"));
	errno = 0;
	MOTE_CHECK_EQUAL(setenv("A=B", "x", 1), -1);
	MOTE_CHECK_EQUAL(errno, EINVAL);
}

MOTE_TEST(libc_system, "libc: there is no command interpreter")
{
	MOTE_CHECK_EQUAL(system(NULL), 0);
	errno = 0;
	MOTE_CHECK_EQUAL(system("true"), -1);
	MOTE_CHECK_EQUAL(errno, ENOSYS);
}
