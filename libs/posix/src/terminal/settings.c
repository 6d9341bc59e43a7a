/* SPDX-License-Identifier: BSD-3-Clause */
#include "terminal.h"

#define CONTROL(letter) ((letter)&0x1f)

/*
 * A newline goes out as it is: whatever shows the console sees to it that the next line begins at the
 * left, for the log as for programs. Nothing suspends an image, so no key says so.
 */
struct termios mote_terminal_settings = {
	.c_iflag = ICRNL | IXON | IUTF8,
	.c_oflag = OPOST,
	.c_cflag = CS8 | CREAD | CLOCAL | B115200,
	.c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN,
	.c_cc =
		{
			[VINTR] = CONTROL('C'),
			[VQUIT] = CONTROL('\\'),
			[VERASE] = 0x7f,
			[VKILL] = CONTROL('U'),
			[VEOF] = CONTROL('D'),
			[VMIN] = 1,
			[VSTART] = CONTROL('Q'),
			[VSTOP] = CONTROL('S'),
			[VREPRINT] = CONTROL('R'),
			[VWERASE] = CONTROL('W'),
			[VLNEXT] = CONTROL('V'),
		},
	.c_ispeed = B115200,
	.c_ospeed = B115200,
};
