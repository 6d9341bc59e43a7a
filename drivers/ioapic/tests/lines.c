/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Lines of interrupts, by the serial port, which interrupts on line 4 when it has nothing to send
 * (PC16550D data sheet §8.6). The console uses the port without interrupts.
 */
#include <config/DRIVER_UART_NS16550_PORT.h>
#include <mote/errno.h>
#include <mote/interrupt.h>
#include <mote/plat.h>
#include <mote/test.h>

#define LINE 4
#define LINE_UNUSED 5
#define LINE_UNKNOWN 1000

#define INTERRUPT_ENABLE (CONFIG_DRIVER_UART_NS16550_PORT + 1)
#define INTERRUPT_IDENTITY (CONFIG_DRIVER_UART_NS16550_PORT + 2)
#define MODEM_CONTROL (CONFIG_DRIVER_UART_NS16550_PORT + 4)
#define SCRATCH (CONFIG_DRIVER_UART_NS16550_PORT + 7)

#define ENABLE_TRANSMIT_EMPTY 2
#define MODEM_OUT2 8 /* on a PC it connects the line */

/* So many looks at a register are far longer than an interrupt takes. */
#define PATIENCE 100000

static volatile unsigned interrupts;

static void serial_interrupt(void *argument)
{
	/* Reading the cause takes it back. */
	mote_plat_in8(INTERRUPT_IDENTITY);
	*(volatile unsigned *)argument += 1;
}

static void forbid_interrupts(void)
{
	mote_plat_out8(INTERRUPT_ENABLE, 0);
	mote_plat_in8(INTERRUPT_IDENTITY);
}

/* Has the port interrupt once, and returns how many interrupts came. */
static unsigned provoke(void)
{
	interrupts = 0;
	mote_plat_out8(MODEM_CONTROL, mote_plat_in8(MODEM_CONTROL) | MODEM_OUT2);
	mote_plat_out8(INTERRUPT_ENABLE, ENABLE_TRANSMIT_EMPTY);
	for (int patience = PATIENCE; patience && !interrupts; patience--)
		mote_plat_in8(SCRATCH);
	forbid_interrupts();
	return interrupts;
}

/* Skips the test where the port is not ours: Xen keeps it for itself. */
static bool has_port(void)
{
	mote_plat_out8(SCRATCH, 0xa5);
	if (mote_plat_in8(SCRATCH) == 0xa5)
		return true;
	mote_test_skip("the serial port is not this machine's");
	return false;
}

static int request(unsigned line)
{
	return mote_interrupt_request(line, MOTE_INTERRUPT_EDGE, serial_interrupt,
				      (void *)&interrupts);
}

MOTE_TEST(line_interrupt, "interrupt: a device's line leads to its handler until it is freed")
{
	if (!has_port())
		return;
	MOTE_REQUIRE(request(LINE) == 0);
	MOTE_CHECK_EQUAL(provoke(), 1);
	MOTE_CHECK_EQUAL(provoke(), 1);
	mote_interrupt_free(LINE);
	MOTE_CHECK_EQUAL(provoke(), 0);
	MOTE_REQUIRE(request(LINE) == 0);
	MOTE_CHECK_EQUAL(provoke(), 1);
	mote_interrupt_free(LINE);
}

MOTE_TEST(line_masked, "interrupt: a line that interrupts while they are masked is not forgotten")
{
	unsigned long flags;

	if (!has_port())
		return;
	MOTE_REQUIRE(request(LINE) == 0);
	flags = mote_plat_irq_save();
	MOTE_CHECK_EQUAL(provoke(), 0);
	mote_plat_irq_restore(flags);
	MOTE_CHECK_EQUAL(interrupts, 1);
	mote_interrupt_free(LINE);
}

MOTE_TEST(line_late, "interrupt: one that comes after its line was freed does no harm")
{
	unsigned long flags;

	if (!has_port())
		return;
	MOTE_REQUIRE(request(LINE) == 0);
	flags = mote_plat_irq_save();
	MOTE_CHECK_EQUAL(provoke(), 0);
	mote_interrupt_free(LINE);
	mote_plat_irq_restore(flags);
	MOTE_CHECK_EQUAL(interrupts, 0);
	MOTE_REQUIRE(request(LINE_UNUSED) == 0);
	MOTE_CHECK_EQUAL(interrupts, 0);
	mote_interrupt_free(LINE_UNUSED);
}

MOTE_TEST(line_busy, "interrupt: a line has one handler")
{
	if (!has_port())
		return;
	MOTE_REQUIRE(request(LINE) == 0);
	MOTE_CHECK_EQUAL(request(LINE), -EBUSY);
	MOTE_CHECK_EQUAL(request(LINE_UNUSED), 0);
	MOTE_CHECK_EQUAL(provoke(), 1);
	mote_interrupt_free(LINE_UNUSED);
	mote_interrupt_free(LINE);
}

MOTE_TEST(line_unknown, "interrupt: a line behind the last one of the I/O APICs is refused")
{
	MOTE_CHECK_EQUAL(request(LINE_UNKNOWN), -ENODEV);
}

#define LINES 24

MOTE_TEST(line_exhausted, "interrupt: when there are no vectors left a line is refused")
{
	bool is_ours[LINES];
	int error = 0;

	/* Some of them may be those of other drivers. */
	for (unsigned line = 0; line < LINES; line++) {
		int result = request(line);

		is_ours[line] = result == 0;
		if (result != 0 && result != -EBUSY)
			error = result;
	}
	MOTE_CHECK_EQUAL(error, -ENOMEM);
	for (unsigned line = 0; line < LINES; line++)
		if (is_ours[line])
			mote_interrupt_free(line);
	if (!has_port())
		return;
	MOTE_REQUIRE(request(LINE) == 0);
	MOTE_CHECK_EQUAL(provoke(), 1);
	mote_interrupt_free(LINE);
}
