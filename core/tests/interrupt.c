/* SPDX-License-Identifier: BSD-3-Clause */
/* Interrupts as every platform has them; those that come are tested by the drivers that cause them. */
#include <mote/errno.h>
#include <mote/interrupt.h>
#include <mote/plat.h>
#include <mote/test.h>

static void never(void *argument)
{
	(void)argument;
	MOTE_CHECK(false);
}

MOTE_TEST(interrupt_unknown, "interrupt: a line that no controller has is refused")
{
	MOTE_CHECK_EQUAL(mote_interrupt_request(~0u, MOTE_INTERRUPT_EDGE, never, NULL), -ENODEV);
	MOTE_CHECK_EQUAL(mote_interrupt_request(~0u, MOTE_INTERRUPT_LEVEL_LOW, never, NULL),
			 -ENODEV);
}

MOTE_TEST(interrupt_thread, "interrupt: a thread is no interrupt, and runs with them unmasked")
{
	unsigned long flags = mote_plat_irq_save();
	unsigned long inner = mote_plat_irq_save();

	MOTE_CHECK(mote_plat_irq_was_enabled(flags));
	MOTE_CHECK(!mote_plat_irq_was_enabled(inner));
	mote_plat_irq_restore(inner);
	MOTE_CHECK(!mote_plat_irq_was_enabled(mote_plat_irq_save()));
	mote_plat_irq_restore(flags);
	MOTE_CHECK(!mote_interrupt_is_active());
}

MOTE_TEST(interrupt_stack, "interrupt: its stack is whole pages, and not the main one")
{
	struct mote_plat_stack stack = mote_plat_interrupt_stack();
	struct mote_plat_stack main_stack = mote_plat_main_stack();

	MOTE_CHECK(stack.end > stack.begin);
	MOTE_CHECK_EQUAL(stack.begin % MOTE_PLAT_PAGE_BYTES, 0);
	MOTE_CHECK_EQUAL(stack.end % MOTE_PLAT_PAGE_BYTES, 0);
	MOTE_CHECK(stack.end <= main_stack.begin || stack.begin >= main_stack.end);
}
