/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Input of the serial port. The interrupt says only that something has come: it turns itself off, and
 * the read that finds nothing more turns it on. So a line that is edge-triggered has an edge for
 * whatever comes after that, and what nobody reads stays in the port, where the sender sees that it is
 * full.
 */
#include <config/DRIVER_UART_NS16550_LINE.h>
#include <mote/console.h>
#include <mote/errno.h>
#include <mote/interrupt.h>
#include <mote/plat.h>

#include "receive.h"
#include "registers.h"

#define ENABLE_RECEIVE 0x01

static bool has_line;

static void received(void *unused)
{
	(void)unused;
	mote_plat_out8(INTERRUPT_ENABLE, 0);
	mote_console_input_arrived();
}

static int ns16550_start(void)
{
	int error = ns16550_receive_start();

	if (error)
		return error;
	has_line = mote_interrupt_request(CONFIG_DRIVER_UART_NS16550_LINE, MOTE_INTERRUPT_EDGE,
					  received, NULL) == 0;
	return has_line ? 0 : MOTE_CONSOLE_INPUT_POLLED;
}

static size_t ns16550_read(char *text, size_t bytes)
{
	size_t count = ns16550_receive(text, bytes);

	if (count < bytes && has_line)
		mote_plat_out8(INTERRUPT_ENABLE, ENABLE_RECEIVE);
	return count;
}

MOTE_CONSOLE_INPUT(ns16550) = {
	.name = "ns16550",
	.start = ns16550_start,
	.read = ns16550_read,
	.rating = 100,
};
