/* SPDX-License-Identifier: BSD-3-Clause */
/* The one-shot timer that Xen has for each virtual processor: public/vcpu.h. */
#include <mote/clock.h>
#include <mote/event_timer.h>
#include <mote/xen/event.h>
#include <mote/xen/hypercall.h>

#include "clock.h"
#include "event.h"

#define STOP_PERIODIC 7
#define SET_ONE_SHOT 8
#define STOP_ONE_SHOT 9

/* Xen counts in 64 bits with a sign; so long a wait is renewed when it is over. */
#define LONGEST (1ULL << 60)

/* public/vcpu.h, struct vcpu_set_singleshot_timer */
struct one_shot {
	uint64_t deadline;
	uint32_t flags;
	uint32_t unused;
};

static void call(unsigned operation, void *argument)
{
	mote_xen_hypercall(MOTE_XEN_VCPU_OP, operation, 0, (uintptr_t)argument, 0);
}

static void interrupt(void *unused)
{
	(void)unused;
	mote_event_timer_expired();
}

static int xen_start(void)
{
	int error = mote_xen_clock_start();
	int port;

	if (error)
		return error;
	/* A PV domain begins with one that ticks. */
	call(STOP_PERIODIC, NULL);
	port = mote_xen_event_bind_quiet(MOTE_XEN_VIRQ_TIMER, interrupt, NULL);
	return port < 0 ? port : 0;
}

static void xen_arm(uint64_t deadline)
{
	uint64_t now = mote_clock_now();
	uint64_t wait = deadline > now ? deadline - now : 0;
	struct one_shot timer = {0};

	if (deadline == MOTE_NEVER) {
		call(STOP_ONE_SHOT, NULL);
		return;
	}
	/* The image's clock may be another one than Xen's. */
	timer.deadline = mote_xen_clock_now() + (wait < LONGEST ? wait : LONGEST);
	call(SET_ONE_SHOT, &timer);
}

MOTE_EVENT_TIMER(xen) = {
	.name = "xen",
	.start = xen_start,
	.arm = xen_arm,
	.rating = 300,
};
