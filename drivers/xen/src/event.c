/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Event channels in the form that every Xen has: a bit for each that is pending, a bit for each that is
 * masked, and above them one for each word with news (public/xen.h, "2-level ABI"). A channel is
 * unmasked as long as it has a handler.
 */
#include "event.h"

#include <config/DRIVER_XEN_EVENTS_MAX.h>
#include <mote/errno.h>
#include <mote/spinlock.h>
#include <mote/xen/event.h>
#include <mote/xen/hypercall.h>
#include <mote/xen/shared_info.h>

#include "upcall.h"

#define CHANNELS CONFIG_DRIVER_XEN_EVENTS_MAX
#define WORD_BITS 64

#define BIND_INTERDOMAIN 0
#define BIND_VIRQ 1
#define CLOSE 3
#define SEND 4
#define ALLOC_UNBOUND 6
#define UNMASK 9

struct channel {
	mote_interrupt_handler *handler; /* NULL: the port is not ours */
	void *argument;
	bool may_wake;
};

/* By port: Xen gives the lowest that is free. */
static struct channel channels[CHANNELS];
static struct mote_spinlock lock;
static volatile struct mote_xen_shared_info *shared_info;

static long call(unsigned operation, void *argument)
{
	return mote_xen_hypercall(MOTE_XEN_EVENT_CHANNEL_OP, operation, (uintptr_t)argument, 0, 0);
}

static void mask(unsigned port)
{
	__atomic_fetch_or(&shared_info->event_mask[port / WORD_BITS], 1ULL << port % WORD_BITS,
			  __ATOMIC_SEQ_CST);
}

static void handle(unsigned port)
{
	struct channel channel = {0};

	__atomic_fetch_and(&shared_info->event_pending[port / WORD_BITS],
			   ~(1ULL << port % WORD_BITS), __ATOMIC_SEQ_CST);
	if (port < CHANNELS)
		channel = channels[port];
	if (channel.handler)
		channel.handler(channel.argument);
	else
		mask(port);
}

static void handle_word(unsigned word)
{
	uint64_t pending = shared_info->event_pending[word] & ~shared_info->event_mask[word];

	for (; pending; pending &= pending - 1)
		handle(word * WORD_BITS + __builtin_ctzll(pending));
}

/*
 * Clears each mark before it looks at what the mark stands for: what comes meanwhile sets it again,
 * and causes another interrupt.
 */
static void upcall(void *unused)
{
	volatile struct mote_xen_vcpu_info *vcpu = &shared_info->vcpus[0];
	uint64_t words;

	(void)unused;
	vcpu->upcall_pending = 0;
	words = __atomic_exchange_n(&vcpu->pending_words, 0, __ATOMIC_SEQ_CST);
	for (; words; words &= words - 1)
		handle_word(__builtin_ctzll(words));
}

static int start(void)
{
	int error;

	if (shared_info)
		return 0;
	if (!mote_xen_shared_info())
		return -ENODEV;
	shared_info = mote_xen_shared_info();
	for (unsigned word = 0; word < MOTE_XEN_EVENT_WORDS; word++)
		shared_info->event_mask[word] = ~0ULL;
	error = mote_xen_upcall_start(upcall);
	if (error)
		shared_info = NULL;
	return error;
}

/* Leads a channel that Xen has just made to its handler. Returns the port. */
static int attach(uint32_t port, struct channel channel)
{
	unsigned long flags;

	if (port >= CHANNELS) {
		call(CLOSE, &port);
		return -ENOSPC;
	}
	flags = mote_spin_lock_irqsave(&lock);
	channels[port] = channel;
	mote_spin_unlock_irqrestore(&lock, flags);
	if (channel.may_wake)
		mote_interrupt_may_wake(true);
	call(UNMASK, &port);
	return port;
}

static int bind_virq(unsigned virq, struct channel channel)
{
	struct {
		uint32_t virq, vcpu, port;
	} operation = {.virq = virq};
	int error = start();

	if (!error)
		error = call(BIND_VIRQ, &operation);
	return error ? error : attach(operation.port, channel);
}

int mote_xen_event_bind_quiet(unsigned virq, mote_interrupt_handler *handler, void *argument)
{
	return bind_virq(virq, (struct channel){handler, argument, false});
}

int mote_xen_event_bind_virq(unsigned virq, mote_interrupt_handler *handler, void *argument)
{
	return bind_virq(virq, (struct channel){handler, argument, true});
}

int mote_xen_event_offer(unsigned domain, mote_interrupt_handler *handler, void *argument)
{
	struct {
		uint16_t domain, remote_domain;
		uint32_t port;
	} operation = {.domain = MOTE_XEN_DOMID_SELF, .remote_domain = domain};
	int error = start();

	if (!error)
		error = call(ALLOC_UNBOUND, &operation);
	return error ? error : attach(operation.port, (struct channel){handler, argument, true});
}

int mote_xen_event_connect(unsigned domain, unsigned remote, mote_interrupt_handler *handler,
			   void *argument)
{
	struct {
		uint16_t domain;
		uint32_t remote, port;
	} operation = {.domain = domain, .remote = remote};
	int error = start();

	if (!error)
		error = call(BIND_INTERDOMAIN, &operation);
	return error ? error : attach(operation.port, (struct channel){handler, argument, true});
}

int mote_xen_event_send(int port)
{
	uint32_t operation = port;

	return call(SEND, &operation);
}

void mote_xen_event_close(int port)
{
	uint32_t operation = port;
	unsigned long flags;
	bool may_wake;

	mask(port);
	call(CLOSE, &operation);
	flags = mote_spin_lock_irqsave(&lock);
	may_wake = channels[port].may_wake;
	channels[port] = (struct channel){0};
	mote_spin_unlock_irqrestore(&lock, flags);
	if (may_wake)
		mote_interrupt_may_wake(false);
}
