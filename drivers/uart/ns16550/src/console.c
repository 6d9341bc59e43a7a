/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * NS16550 serial port as console: 115,200 baud, 8 bits, no parity, polled. Registers as in the
 * data sheet of the PC16550D (National Semiconductor, 1995), §8.
 */
#include <config/DRIVER_UART_NS16550_PORT.h>
#include <mote/console.h>
#include <mote/errno.h>
#include <mote/plat.h>

#define PORT CONFIG_DRIVER_UART_NS16550_PORT

#define TRANSMIT (PORT + 0)
#define DIVISOR_LOW (PORT + 0)
#define DIVISOR_HIGH (PORT + 1)
#define FIFO_CONTROL (PORT + 2)
#define LINE_CONTROL (PORT + 3)
#define MODEM_CONTROL (PORT + 4)
#define LINE_STATUS (PORT + 5)
#define SCRATCH (PORT + 7)

#define LINE_CONTROL_8N1 0x03
#define LINE_CONTROL_DIVISOR 0x80
#define FIFO_ENABLE_AND_CLEAR 0x07
#define MODEM_DTR_RTS 0x03
#define LINE_STATUS_TRANSMIT_EMPTY 0x20

/*
 * A byte takes 87 us; a port that hasn't sent one after so many looks is stuck and must not hang
 * us.
 */
#define PATIENCE 1000000

static int ns16550_start(void)
{
	/* Where no device is, a bus reads as ones: the scratch register tells. */
	mote_plat_out8(SCRATCH, 0x5a);
	if (mote_plat_in8(SCRATCH) != 0x5a)
		return -ENODEV;

	mote_plat_out8(LINE_CONTROL, LINE_CONTROL_DIVISOR);
	mote_plat_out8(DIVISOR_LOW, 1);
	mote_plat_out8(DIVISOR_HIGH, 0);
	mote_plat_out8(LINE_CONTROL, LINE_CONTROL_8N1);
	mote_plat_out8(FIFO_CONTROL, FIFO_ENABLE_AND_CLEAR);
	mote_plat_out8(MODEM_CONTROL, MODEM_DTR_RTS);
	return 0;
}

static void ns16550_write(const char *text, size_t bytes)
{
	for (; bytes; text++, bytes--) {
		for (int patience = PATIENCE; patience; patience--)
			if (mote_plat_in8(LINE_STATUS) & LINE_STATUS_TRANSMIT_EMPTY)
				break;
		mote_plat_out8(TRANSMIT, *text);
	}
}

MOTE_CONSOLE(ns16550) = {
	.name = "ns16550",
	.start = ns16550_start,
	.write = ns16550_write,
	.rating = 100,
};
