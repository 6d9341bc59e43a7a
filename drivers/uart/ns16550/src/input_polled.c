/* SPDX-License-Identifier: BSD-3-Clause */
/* Input of the serial port in an image without interrupts: it is there when somebody looks. */
#include <mote/console.h>

#include "receive.h"

static int ns16550_start(void)
{
	int error = ns16550_receive_start();

	return error ? error : MOTE_CONSOLE_INPUT_POLLED;
}

MOTE_CONSOLE_INPUT(ns16550) = {
	.name = "ns16550",
	.start = ns16550_start,
	.read = ns16550_receive,
	.rating = 100,
};
