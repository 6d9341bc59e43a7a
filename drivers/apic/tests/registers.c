/* SPDX-License-Identifier: BSD-3-Clause */
/* What was interrupted goes on as if nothing had been: tried by interrupts at any instruction. */
#include <mote/apic.h>
#include <mote/plat.h>
#include <mote/string.h>
#include <mote/test.h>

#include "self_interrupt.h"

#define PERIOD 20000 /* counts */
#define INTERRUPTS_WANTED 2000

bool mote_arch_test_registers(void);
bool mote_arch_test_flags(void);

static volatile unsigned interrupts;
static char copied_to[64];

/* It uses what a function may use, and copies forwards whatever the interrupted code's direction. */
static void disturb(void *unused)
{
	static const char copied_from[sizeof(copied_to)] = "a text that is copied";

	(void)unused;
	memset(copied_to, 0, sizeof(copied_to));
	memcpy(copied_to, copied_from, sizeof(copied_to));
	/* On a machine so slow that it does nothing else, it must end all the same. */
	if (++interrupts >= INTERRUPTS_WANTED)
		mote_apic_write(APIC_TIMER_INITIAL, 0);
	mote_apic_end_of_interrupt();
}

/* How often HOLDS did not while the timer interrupts it, ~0 where that isn't possible. */
static unsigned count_failures(bool (*holds)(void))
{
	int vector = mote_plat_vector_alloc(disturb, NULL);
	uint32_t lvt;
	unsigned failures = 0;

	if (vector < 0 || mote_apic_start() != 0)
		return ~0u;
	interrupts = 0;
	lvt = mote_apic_read(APIC_LVT_TIMER);
	mote_apic_write(APIC_TIMER_DIVIDE, TIMER_DIVIDE_BY_1);
	mote_apic_write(APIC_LVT_TIMER, LVT_PERIODIC | vector);
	mote_apic_write(APIC_TIMER_INITIAL, PERIOD);
	while (interrupts < INTERRUPTS_WANTED)
		failures += !holds();
	mote_apic_write(APIC_TIMER_INITIAL, 0);
	mote_apic_write(APIC_LVT_TIMER, lvt);
	/* The event timer has lost what it was set to: as if it had come early. */
	if (!(lvt & LVT_MASKED))
		send_to_self(lvt & 0xff);
	mote_plat_vector_free(vector);
	return failures;
}

MOTE_TEST(interrupted_registers, "interrupt: all registers survive thousands of interrupts")
{
	MOTE_CHECK_EQUAL(count_failures(mote_arch_test_registers), 0);
}

MOTE_TEST(interrupted_flags, "interrupt: flags survive, and handlers don't run backwards")
{
	MOTE_CHECK_EQUAL(count_failures(mote_arch_test_flags), 0);
	MOTE_CHECK_EQUAL_STRING(copied_to, "a text that is copied");
}
