/* SPDX-License-Identifier: BSD-3-Clause */
#include <config/PANIC_REPORT.h>
#include <mote/arch/registers.h>
#include <mote/format.h>
#include <mote/panic.h>
#include <mote/plat.h>
#include <mote/power.h>
#include <mote/status.h>

#include "panic_report.h"

/*
 * A panic while one is being reported is reported too: what is broken may be what the first one
 * printed. The third only turns the machine off, and if that is what panics, the fourth resets it.
 */
static _Noreturn void panic(const struct mote_registers *registers, const char *format,
			    va_list arguments)
{
	static unsigned depth;

	mote_plat_irq_save();
	depth++;
	if (depth > 3)
		mote_plat_reset();
	if (depth < 3) {
		mote_print(depth > 1 ? "\nmote: panic within a panic: " : "\nmote: panic: ");
		mote_print_list(format, arguments);
		mote_print("\n");
		if (CONFIG_PANIC_REPORT)
			mote_panic_report(registers);
	}
	mote_power_off(MOTE_STATUS_PANIC);
}

void mote_panic_at(const struct mote_registers *registers, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	panic(registers, format, arguments);
}

void mote_panic(const char *format, ...)
{
	struct mote_registers registers;
	va_list arguments;

	va_start(arguments, format);
	if (CONFIG_PANIC_REPORT)
		mote_arch_save_registers(&registers);
	panic(&registers, format, arguments);
}
