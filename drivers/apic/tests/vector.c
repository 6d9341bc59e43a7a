/* SPDX-License-Identifier: BSD-3-Clause */
/* Interrupts that the processor sends to itself: vectors, and what an interrupt leaves alone. */
#include <mote/apic.h>
#include <mote/errno.h>
#include <mote/interrupt.h>
#include <mote/panic.h>
#include <mote/plat.h>
#include <mote/test.h>

#include "self_interrupt.h"

static volatile unsigned handled;
static volatile bool was_active;

static void count(void *argument)
{
	*(volatile unsigned *)argument += 1;
	was_active = mote_interrupt_is_active();
	mote_apic_end_of_interrupt();
}

MOTE_TEST(vector_handler, "vector: an interrupt leads to its handler, with the argument")
{
	unsigned first = 0, second = 0;
	int vectors[] = {mote_plat_vector_alloc(count, &first),
			 mote_plat_vector_alloc(count, &second)};

	MOTE_REQUIRE(vectors[0] >= 32 && vectors[1] >= 32);
	MOTE_CHECK_EQUAL(mote_apic_start(), 0);
	send_to_self(vectors[1]);
	MOTE_CHECK_EQUAL(first, 0);
	MOTE_CHECK_EQUAL(second, 1);
	send_to_self(vectors[0]);
	send_to_self(vectors[0]);
	MOTE_CHECK_EQUAL(first, 2);
	MOTE_CHECK_EQUAL(second, 1);
	MOTE_CHECK(was_active);
	MOTE_CHECK(!mote_interrupt_is_active());
	mote_plat_vector_free(vectors[0]);
	mote_plat_vector_free(vectors[1]);
}

MOTE_TEST(vector_masked, "vector: an interrupt waits while interrupts are masked")
{
	int vector = mote_plat_vector_alloc(count, (void *)&handled);
	unsigned long flags;

	MOTE_REQUIRE(vector >= 0 && mote_apic_start() == 0);
	handled = 0;
	flags = mote_plat_irq_save();
	MOTE_CHECK(mote_plat_irq_was_enabled(flags));
	send_to_self(vector);
	MOTE_CHECK_EQUAL(handled, 0);
	mote_plat_irq_restore(flags);
	MOTE_CHECK_EQUAL(handled, 1);
	mote_plat_vector_free(vector);
}

MOTE_TEST(vector_idle, "vector: an interrupt that came before the processor halts ends the halt")
{
	int vector = mote_plat_vector_alloc(count, (void *)&handled);
	unsigned long flags;

	MOTE_REQUIRE(vector >= 0 && mote_apic_start() == 0);
	handled = 0;
	flags = mote_plat_irq_save();
	send_to_self(vector);
	mote_plat_idle();
	MOTE_CHECK_EQUAL(handled, 1);
	MOTE_CHECK(!mote_plat_irq_was_enabled(mote_plat_irq_save()));
	mote_plat_irq_restore(flags);
	mote_plat_vector_free(vector);
}

MOTE_TEST(vector_exhausted, "vector: when all are taken there is none, and a freed one comes back")
{
	int vectors[256];
	int count_taken = 0;
	int last;

	while ((last = mote_plat_vector_alloc(count, NULL)) >= 0 && count_taken < 255)
		vectors[count_taken++] = last;
	MOTE_CHECK(count_taken > 0);
	MOTE_CHECK_EQUAL(last, -ENOSPC);
	mote_plat_vector_free(vectors[0]);
	MOTE_CHECK_EQUAL(mote_plat_vector_alloc(count, NULL), vectors[0]);
	while (count_taken > 0)
		mote_plat_vector_free(vectors[--count_taken]);
}
