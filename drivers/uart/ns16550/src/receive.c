/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The port's FIFO stays as it is found, mostly off: to turn it on empties it, and with it goes a byte
 * that the host has given meanwhile. Without it the host gives a byte when the last one was taken.
 */
#include "receive.h"

#include <mote/errno.h>
#include <mote/plat.h>

#include "registers.h"

#define LINE_STATUS_DATA 0x01

int ns16550_receive_start(void)
{
	mote_plat_out8(SCRATCH, 0xa5);
	return mote_plat_in8(SCRATCH) == 0xa5 ? 0 : -ENODEV;
}

size_t ns16550_receive(char *text, size_t bytes)
{
	size_t count = 0;

	while (count < bytes && mote_plat_in8(LINE_STATUS) & LINE_STATUS_DATA)
		text[count++] = mote_plat_in8(RECEIVE);
	return count;
}
