/* SPDX-License-Identifier: BSD-3-Clause */
/* The line discipline, typed at by the test itself. What is echoed is tested from outside, by tests/image. */
#include <errno.h>
#include <fcntl.h>
#include <mote/clock.h>
#include <mote/test.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "../src/terminal/input.h"

#define CHECK_FAILS(call, error)                                                                   \
	do {                                                                                       \
		errno = 0;                                                                         \
		MOTE_CHECK_EQUAL(call, -1);                                                        \
		MOTE_CHECK_EQUAL(errno, error);                                                    \
	} while (0)

static struct termios before;

/* Changes the settings for a test that doesn't want its output disturbed. */
static struct termios begin(tcflag_t without, tcflag_t with)
{
	struct termios settings;

	MOTE_CHECK_EQUAL(tcgetattr(0, &before), 0);
	settings = before;
	settings.c_lflag &= ~(ECHO | without);
	settings.c_lflag |= with;
	MOTE_CHECK_EQUAL(tcsetattr(0, TCSAFLUSH, &settings), 0);
	MOTE_CHECK_EQUAL(fcntl(0, F_SETFL, O_NONBLOCK), 0);
	return settings;
}

static void end(void)
{
	MOTE_CHECK_EQUAL(fcntl(0, F_SETFL, 0), 0);
	MOTE_CHECK_EQUAL(tcsetattr(0, TCSAFLUSH, &before), 0);
}

static void type(const char *text, size_t bytes)
{
	mote_terminal_lock();
	for (size_t i = 0; i < bytes; i++)
		mote_terminal_line_take(&mote_terminal_state.line, text[i]);
	mote_terminal_unlock();
}

#define TYPE(text) type(text, sizeof(text) - 1)

/* Checks that a read gives just TEXT. */
#define CHECK_READ(room, text)                                                                     \
	do {                                                                                       \
		char got[64] = "";                                                                 \
		MOTE_CHECK_EQUAL(read(0, got, room), sizeof(text) - 1);                            \
		MOTE_CHECK(memcmp(got, text, sizeof(text) - 1) == 0);                              \
	} while (0)

#define CHECK_NOTHING()                                                                            \
	do {                                                                                       \
		char byte;                                                                         \
		CHECK_FAILS(read(0, &byte, 1), EAGAIN);                                            \
	} while (0)

MOTE_TEST(terminal_lines, "terminal: a read gives one line, or the part of it that it has room for")
{
	int count = -1;

	begin(0, 0);
	TYPE("half");
	CHECK_NOTHING();
	MOTE_CHECK_EQUAL(ioctl(0, FIONREAD, &count), 0);
	MOTE_CHECK_EQUAL(count, 0);
	TYPE(" a line\nand another\r");
	MOTE_CHECK_EQUAL(ioctl(0, FIONREAD, &count), 0);
	MOTE_CHECK_EQUAL(count, 24);
	CHECK_READ(60, "half a line\n");
	CHECK_READ(3, "and");
	CHECK_READ(60, " another\n");
	CHECK_NOTHING();
	end();
}

MOTE_TEST(terminal_editing,
	  "terminal: erase, word erase and kill change the line before it is read")
{
	begin(0, 0);
	TYPE("helpo\x7f\x7flo\n");
	CHECK_READ(60, "hello\n");
	TYPE("\x7f\x7fnothing to erase\n");
	CHECK_READ(60, "nothing to erase\n");
	TYPE("one two  three  \x17two\n");
	CHECK_READ(60, "one two  two\n");
	TYPE("all wrong\x15right\n");
	CHECK_READ(60, "right\n");
	TYPE("gr\xc3\xbc\xc3\x9f\x7f\x7fo\n");
	CHECK_READ(60, "gro\n");
	TYPE("literally \x16\x7f and \x16\x03\n");
	CHECK_READ(60, "literally \x7f and \x03\n");
	end();
}

MOTE_TEST(terminal_end_of_input, "terminal: ^D ends input, or hands on what there is of a line")
{
	begin(0, 0);
	TYPE("\x04");
	CHECK_READ(60, "");
	CHECK_NOTHING();
	TYPE("part\x04");
	CHECK_READ(60, "part");
	CHECK_NOTHING();
	TYPE("part\x04");
	CHECK_READ(4, "part");
	CHECK_NOTHING();
	TYPE("line\n\x04next\n");
	CHECK_READ(60, "line\n");
	CHECK_READ(60, "");
	CHECK_READ(60, "next\n");
	/* A byte 0 at a line's end is none. */
	type("zero\0\x04", 6);
	CHECK_READ(60, "zero\0");
	CHECK_NOTHING();
	type("zero\0\x04", 6);
	CHECK_READ(5, "zero\0");
	CHECK_NOTHING();
	end();
}

MOTE_TEST(terminal_long_line, "terminal: of a line longer than can be edited nothing is lost")
{
	char text[512];
	size_t sum = 0;
	ssize_t count;

	begin(0, 0);
	for (int i = 0; i < 2600; i++)
		type("x", 1);
	TYPE("\n");
	while ((count = read(0, text, sizeof(text))) > 0)
		sum += (size_t)count;
	MOTE_CHECK_EQUAL(sum, 2601);
	end();
}

static volatile sig_atomic_t caught;

static void note(int number)
{
	caught = number;
}

MOTE_TEST(terminal_signals,
	  "terminal: ^C and ^\\ are signals, and what was typed before them is gone")
{
	struct sigaction action = {.sa_handler = note}, interrupt, quit;
	struct termios settings = begin(0, 0);

	sigaction(SIGINT, &action, &interrupt);
	sigaction(SIGQUIT, &action, &quit);
	TYPE("a line\nhalf");
	TYPE("\x03");
	MOTE_CHECK_EQUAL(caught, SIGINT);
	TYPE("b\n");
	CHECK_READ(60, "b\n");
	TYPE("\x1c");
	MOTE_CHECK_EQUAL(caught, SIGQUIT);
	settings.c_lflag |= NOFLSH;
	tcsetattr(0, TCSANOW, &settings);
	TYPE("kept\n\x03");
	MOTE_CHECK_EQUAL(caught, SIGINT);
	CHECK_READ(60, "kept\n");
	caught = 0;
	settings.c_lflag &= ~ISIG;
	tcsetattr(0, TCSANOW, &settings);
	TYPE("\x03\n");
	MOTE_CHECK_EQUAL(caught, 0);
	CHECK_READ(60, "\x03\n");
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	end();
}

MOTE_TEST(terminal_raw, "terminal: raw, bytes are read as they come, VMIN of them at least")
{
	struct termios settings = begin(ICANON | ISIG | IEXTEN, 0);
	struct pollfd descriptor = {0, POLLIN, 0};
	uint64_t now;
	char byte;

	cfmakeraw(&settings);
	MOTE_CHECK_EQUAL(tcsetattr(0, TCSANOW, &settings), 0);
	CHECK_NOTHING();
	TYPE("a\r\x03\x7f");
	MOTE_CHECK_EQUAL(poll(&descriptor, 1, 0), 1);
	CHECK_READ(60, "a\r\x03\x7f");
	settings.c_cc[VMIN] = 3;
	tcsetattr(0, TCSANOW, &settings);
	fcntl(0, F_SETFL, 0);
	TYPE("ab");
	MOTE_CHECK_EQUAL(poll(&descriptor, 1, 0), 0);
	TYPE("c");
	MOTE_CHECK_EQUAL(poll(&descriptor, 1, 0), 1);
	CHECK_READ(60, "abc");
	settings.c_cc[VMIN] = 0;
	settings.c_cc[VTIME] = 0;
	tcsetattr(0, TCSANOW, &settings);
	MOTE_CHECK_EQUAL(read(0, &byte, 1), 0);
	settings.c_cc[VTIME] = 1;
	tcsetattr(0, TCSANOW, &settings);
	now = mote_clock_now();
	MOTE_CHECK_EQUAL(read(0, &byte, 1), 0);
	MOTE_CHECK(mote_clock_now() - now >= 100 * MOTE_NANOSECONDS_PER_MILLISECOND);
	settings.c_cc[VMIN] = 9;
	tcsetattr(0, TCSANOW, &settings);
	TYPE("fast");
	CHECK_READ(60, "fast");
	end();
}

MOTE_TEST(terminal_settings_change,
	  "terminal: a line that is being typed is read at once when lines are no longer edited")
{
	struct termios settings = begin(0, 0);

	TYPE("half");
	settings.c_lflag &= ~ICANON;
	MOTE_CHECK_EQUAL(tcsetattr(0, TCSANOW, &settings), 0);
	CHECK_READ(60, "half");
	TYPE("gone");
	MOTE_CHECK_EQUAL(tcflush(0, TCIFLUSH), 0);
	CHECK_NOTHING();
	end();
}

MOTE_TEST(terminal_is_one,
	  "terminal: 0, 1 and 2 are one, with a size and speeds that are remembered")
{
	struct winsize size = {24, 80, 0, 0}, got = {0};
	struct termios settings;
	struct stat status;
	char name[16];
	int pair[2];

	for (int i = 0; i < 3; i++) {
		MOTE_CHECK_EQUAL(isatty(i), 1);
		MOTE_CHECK_EQUAL(fstat(i, &status), 0);
		MOTE_CHECK(S_ISCHR(status.st_mode));
	}
	CHECK_FAILS(lseek(0, 0, SEEK_CUR), ESPIPE);
	MOTE_CHECK_EQUAL(ioctl(1, TIOCGWINSZ, &got), 0);
	MOTE_CHECK_EQUAL(got.ws_col, 0);
	MOTE_CHECK_EQUAL(ioctl(1, TIOCSWINSZ, &size), 0);
	MOTE_CHECK_EQUAL(ioctl(2, TIOCGWINSZ, &got), 0);
	MOTE_CHECK_EQUAL(got.ws_col, 80);
	size = (struct winsize){0};
	ioctl(1, TIOCSWINSZ, &size);
	MOTE_CHECK_EQUAL(tcgetattr(0, &settings), 0);
	MOTE_CHECK_EQUAL(cfgetospeed(&settings), B115200);
	MOTE_CHECK_EQUAL(cfsetspeed(&settings, B9600), 0);
	MOTE_CHECK_EQUAL(cfgetispeed(&settings), B9600);
	CHECK_FAILS(cfsetispeed(&settings, 31), EINVAL);
	MOTE_CHECK_EQUAL(tcdrain(1), 0);
	MOTE_CHECK_EQUAL(tcsendbreak(1, 0), 0);
	MOTE_CHECK_EQUAL(tcgetsid(0), getpid());
	MOTE_CHECK_EQUAL(tcsetpgrp(0, getpid()), 0);
	CHECK_FAILS(tcsetpgrp(0, getpid() + 1), EPERM);
	MOTE_CHECK_EQUAL_STRING(ttyname(1), "/dev/console");
	MOTE_CHECK_EQUAL(ttyname_r(1, name, 12), ERANGE);
	MOTE_CHECK_EQUAL(ttyname_r(99, name, sizeof(name)), EBADF);
	MOTE_CHECK_EQUAL_STRING(ctermid(NULL), "/dev/tty");
	CHECK_FAILS(tcsetattr(0, 9, &settings), EINVAL);
	CHECK_FAILS(tcgetattr(0, NULL), EFAULT);
	CHECK_FAILS(tcflow(0, 9), EINVAL);
	CHECK_FAILS(tcflush(0, 9), EINVAL);
	MOTE_REQUIRE(pipe(pair) == 0);
	CHECK_FAILS(tcgetattr(pair[0], &settings), ENOTTY);
	close(pair[0]);
	close(pair[1]);
	CHECK_FAILS(tcgetattr(99, &settings), EBADF);
}
