/* SPDX-License-Identifier: BSD-3-Clause */
/* Events as they interrupt: what they leave alone, when they come, and what they find out. */
#include <mote/errno.h>
#include <mote/interrupt.h>
#include <mote/panic.h>
#include <mote/plat.h>
#include <mote/sleep.h>
#include <mote/string.h>
#include <mote/test.h>
#include <mote/thread.h>
#include <mote/xen/event.h>
#include <mote/xen/hypercall.h>

#define PERIOD 20000 /* nanoseconds */
#define WAKEUPS 300

bool mote_arch_test_registers(void);
bool mote_arch_test_flags(void);

static volatile bool done;
static char copied_to[64];

/*
 * Interrupts whoever runs again and again. It uses what a function may use, and copies forwards
 * whatever the interrupted code's direction.
 */
static void *disturb(void *argument)
{
	static const char copied_from[sizeof(copied_to)] = "a text that is copied";

	for (int i = 0; i < WAKEUPS; i++) {
		mote_sleep(PERIOD);
		memset(copied_to, 0, sizeof(copied_to));
		memcpy(copied_to, copied_from, sizeof(copied_to));
	}
	done = true;
	return argument;
}

static struct mote_thread *start_disturbing(void *(*entry)(void *))
{
	static const struct mote_thread_attributes attributes = {
		.name = "disturbing",
		.priority = MOTE_PRIORITY_HIGHEST,
	};
	struct mote_thread *thread;

	done = false;
	return mote_thread_create(&thread, &attributes, entry, NULL) == 0 ? thread : NULL;
}

/* How often HOLDS did not while a thread of a higher priority runs in between, ~0 without one. */
static unsigned count_failures(bool (*holds)(void))
{
	struct mote_thread *thread = start_disturbing(disturb);
	unsigned failures = 0;

	if (!thread)
		return ~0u;
	while (!done)
		failures += !holds();
	mote_thread_join(thread, NULL);
	return failures;
}

MOTE_TEST(event_registers, "event: all registers survive hundreds of events")
{
	MOTE_CHECK_EQUAL(count_failures(mote_arch_test_registers), 0);
}

MOTE_TEST(event_flags, "event: flags survive, and nothing runs backwards meanwhile")
{
	MOTE_CHECK_EQUAL(count_failures(mote_arch_test_flags), 0);
	MOTE_CHECK_EQUAL_STRING(copied_to, "a text that is copied");
}

static volatile unsigned handled;
static volatile bool was_active;
static volatile bool was_masked;

static void count(void *argument)
{
	(void)argument;
	was_active = mote_interrupt_is_active();
	was_masked = !mote_plat_irq_was_enabled(mote_plat_irq_save());
	handled++;
}

MOTE_TEST(event_one, "event: there is one vector, and the driver of event channels has it")
{
	MOTE_CHECK_EQUAL(mote_plat_vector_alloc(count, NULL), -ENOSPC);
}

/* Two ends of an event channel within the image: an event sent at the one comes at the other. */
struct ends {
	int from;
	int to;
};

static struct ends connect(void)
{
	struct ends ends = {.to = mote_xen_event_offer(MOTE_XEN_DOMID_SELF, count, NULL)};

	ends.from = mote_xen_event_connect(MOTE_XEN_DOMID_SELF, ends.to, count, NULL);
	handled = 0;
	return ends;
}

static void disconnect(struct ends ends)
{
	mote_xen_event_close(ends.from);
	mote_xen_event_close(ends.to);
}

MOTE_TEST(event_masked, "event: one waits while interrupts are masked, and comes when they aren't")
{
	struct ends ends = connect();
	unsigned long flags;

	MOTE_REQUIRE(ends.from >= 0 && ends.to >= 0);
	flags = mote_plat_irq_save();
	MOTE_CHECK(mote_plat_irq_was_enabled(flags));
	MOTE_CHECK_EQUAL(mote_xen_event_send(ends.from), 0);
	MOTE_CHECK_EQUAL(handled, 0);
	mote_plat_irq_restore(flags);
	MOTE_CHECK_EQUAL(handled, 1);
	MOTE_CHECK(was_active && was_masked);
	MOTE_CHECK(!mote_interrupt_is_active());
	MOTE_CHECK_EQUAL(mote_xen_event_send(ends.from), 0);
	MOTE_CHECK_EQUAL(handled, 2);
	disconnect(ends);
}

MOTE_TEST(event_idle, "event: one that came before the image waits ends the wait")
{
	struct ends ends = connect();
	unsigned long flags;

	MOTE_REQUIRE(ends.from >= 0 && ends.to >= 0);
	flags = mote_plat_irq_save();
	mote_xen_event_send(ends.from);
	mote_plat_idle();
	MOTE_CHECK_EQUAL(handled, 1);
	MOTE_CHECK(!mote_plat_irq_was_enabled(mote_plat_irq_save()));
	mote_plat_irq_restore(flags);
	disconnect(ends);
}

static void *disturb_for_ever(void *argument)
{
	for (;;)
		mote_sleep(PERIOD);
	return argument;
}

static MOTE_IN_BACKTRACE int fault_overflow_at_event_deeper(volatile int *deep)
{
	volatile int deeper[16] = {deep[0] + 1};

	for (volatile int i = 0; i < 100000; i++)
		;
	return deeper[0] ? fault_overflow_at_event_deeper(deeper) + deeper[1] : 0;
}

/* Who computes without ever waiting is found out by the first event that comes then. */
MOTE_FAULT(overflow_at_event, "the stack of thread main has overflowed")
{
	volatile int begin[1] = {0};

	if (start_disturbing(disturb_for_ever))
		mote_test_note("%d", fault_overflow_at_event_deeper(begin));
}

static void *volatile null_pointer;

static void panic_in_handler(void *unused)
{
	(void)unused;
	mote_panic("in a handler");
}

static void write_in_handler(void *unused)
{
	(void)unused;
	*(volatile int *)null_pointer = 1;
}

static MOTE_IN_BACKTRACE void interrupt_with(mote_interrupt_handler *handler)
{
	int to = mote_xen_event_offer(MOTE_XEN_DOMID_SELF, handler, NULL);

	mote_xen_event_send(mote_xen_event_connect(MOTE_XEN_DOMID_SELF, to, count, NULL));
}

MOTE_FAULT(event_panic, "in a handler")
{
	interrupt_with(panic_in_handler);
}

MOTE_FAULT(event_exception, "page fault: write to 0000000000000000, a null pointer")
{
	interrupt_with(write_in_handler);
}
