/* SPDX-License-Identifier: BSD-3-Clause */
/* Event channels, both ends of which are this domain's. */
#include <config/DRIVER_XEN_EVENTS_MAX.h>
#include <mote/errno.h>
#include <mote/plat.h>
#include <mote/test.h>
#include <mote/xen/event.h>
#include <mote/xen/hypercall.h>

/* Two ends of a channel, and how often each was called. */
struct pair {
	volatile unsigned offered_calls, connected_calls;
	int offered, connected;
};

static volatile bool was_active;

static void count(void *calls)
{
	*(volatile unsigned *)calls += 1;
	was_active = mote_interrupt_is_active();
}

/* Skips the test where there is no Xen, and makes a channel. Returns whether it is there. */
static bool open_pair(struct pair *pair)
{
	*pair = (struct pair){0};
	if (!mote_xen_is_here()) {
		mote_test_skip("this is not Xen");
		return false;
	}
	pair->offered =
		mote_xen_event_offer(MOTE_XEN_DOMID_SELF, count, (void *)&pair->offered_calls);
	if (!MOTE_CHECK(pair->offered > 0))
		return false;
	pair->connected = mote_xen_event_connect(MOTE_XEN_DOMID_SELF, pair->offered, count,
						 (void *)&pair->connected_calls);
	return MOTE_CHECK(pair->connected > 0);
}

static void close_pair(const struct pair *pair)
{
	mote_xen_event_close(pair->connected);
	mote_xen_event_close(pair->offered);
}

MOTE_TEST(xen_event_both_ways, "xen event: what one end sends the other gets")
{
	struct pair pair;
	unsigned before;

	if (!open_pair(&pair))
		return;
	/* Connecting is an event itself: public/event_channel.h, EVTCHNOP_bind_interdomain. */
	before = pair.connected_calls;
	MOTE_CHECK(pair.offered != pair.connected);
	MOTE_CHECK_EQUAL(mote_xen_event_send(pair.offered), 0);
	MOTE_CHECK_EQUAL(pair.connected_calls, before + 1);
	MOTE_CHECK(was_active);
	MOTE_CHECK(!mote_interrupt_is_active());
	before = pair.offered_calls;
	for (int i = 0; i < 100; i++)
		MOTE_CHECK_EQUAL(mote_xen_event_send(pair.connected), 0);
	MOTE_CHECK_EQUAL(pair.offered_calls, before + 100);
	close_pair(&pair);
}

MOTE_TEST(xen_event_masked,
	  "xen event: it waits while interrupts are masked, and several become one")
{
	struct pair pair;
	unsigned long flags;
	unsigned before;

	if (!open_pair(&pair))
		return;
	before = pair.connected_calls;
	flags = mote_plat_irq_save();
	mote_xen_event_send(pair.offered);
	mote_xen_event_send(pair.offered);
	MOTE_CHECK_EQUAL(pair.connected_calls, before);
	mote_plat_irq_restore(flags);
	MOTE_CHECK_EQUAL(pair.connected_calls, before + 1);
	close_pair(&pair);
}

MOTE_TEST(xen_event_idle, "xen event: one that came before the processor halts ends the halt")
{
	struct pair pair;
	unsigned long flags;
	unsigned before;

	if (!open_pair(&pair))
		return;
	before = pair.connected_calls;
	flags = mote_plat_irq_save();
	mote_xen_event_send(pair.offered);
	mote_plat_idle();
	MOTE_CHECK_EQUAL(pair.connected_calls, before + 1);
	mote_plat_irq_restore(flags);
	close_pair(&pair);
}

MOTE_TEST(xen_event_closed, "xen event: a closed channel refuses, and its port comes back")
{
	struct pair pair, next;
	unsigned before;

	if (!open_pair(&pair))
		return;
	mote_xen_event_close(pair.connected);
	before = pair.connected_calls;
	/* Without its other end an event goes nowhere. */
	MOTE_CHECK_EQUAL(mote_xen_event_send(pair.offered), 0);
	mote_xen_event_close(pair.offered);
	MOTE_CHECK_EQUAL(mote_xen_event_send(pair.offered), -EINVAL);
	MOTE_CHECK_EQUAL(pair.connected_calls, before);
	MOTE_REQUIRE(open_pair(&next));
	MOTE_CHECK_EQUAL(next.offered < next.connected ? next.offered : next.connected,
			 pair.offered < pair.connected ? pair.offered : pair.connected);
	close_pair(&next);
}

MOTE_TEST(xen_event_exhausted,
	  "xen event: when all are taken there is none, and a closed one comes back")
{
	static int ports[CONFIG_DRIVER_XEN_EVENTS_MAX];
	unsigned calls = 0;
	int taken = 0;
	int last = 0;

	if (!mote_xen_is_here()) {
		mote_test_skip("this is not Xen");
		return;
	}
	while (taken < CONFIG_DRIVER_XEN_EVENTS_MAX &&
	       (last = mote_xen_event_offer(MOTE_XEN_DOMID_SELF, count, &calls)) > 0)
		ports[taken++] = last;
	MOTE_CHECK(taken > 0);
	MOTE_CHECK_EQUAL(last, -ENOSPC);
	mote_xen_event_close(ports[0]);
	MOTE_CHECK_EQUAL(mote_xen_event_offer(MOTE_XEN_DOMID_SELF, count, &calls), ports[0]);
	while (taken > 0)
		mote_xen_event_close(ports[--taken]);
	MOTE_CHECK_EQUAL(calls, 0);
}

MOTE_TEST(xen_event_refused, "xen event: what Xen refuses is an error")
{
	if (!mote_xen_is_here()) {
		mote_test_skip("this is not Xen");
		return;
	}
	MOTE_CHECK_EQUAL(mote_xen_event_connect(MOTE_XEN_DOMID_SELF, 4000, count, NULL), -EINVAL);
	MOTE_CHECK_EQUAL(mote_xen_event_bind_virq(1000, count, NULL), -EINVAL);
}
