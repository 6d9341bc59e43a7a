/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * atexit() and its like. The first 32 need no memory (C11 §7.22.4.2); then blocks come from the heap.
 * A handler is taken off before it is called, and no lock is held meanwhile: it may do what it likes.
 */
#include "exit_handlers.h"

#include <mote/compiler.h>
#include <mote/spinlock.h>
#include <stdbool.h>
#include <stdlib.h>

#define BLOCK_HANDLERS 32

enum kind { PLAIN, WITH_ARGUMENT, WITH_STATUS };

struct handler {
	enum kind kind;
	union {
		void (*plain)(void);
		void (*with_argument)(void *argument);
		void (*with_status)(int status, void *argument);
	};
	void *argument;
};

struct block {
	struct block *before;
	unsigned count;
	struct handler handlers[BLOCK_HANDLERS];
};

int __cxa_atexit(void (*function)(void *), void *argument, void *object);

void (*mote_libc_run_exit_handlers)(int status);

static struct block first;
static struct block *last = &first;
static struct mote_spinlock lock;

static bool take_last(struct handler *handler)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	bool found;

	/* Blocks aren't freed: the image ends. */
	while (!last->count && last->before)
		last = last->before;
	found = last->count > 0;
	if (found)
		*handler = last->handlers[--last->count];
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	return found;
}

static void run(int status)
{
	struct handler handler;

	while (take_last(&handler)) {
		if (handler.kind == PLAIN)
			handler.plain();
		else if (handler.kind == WITH_ARGUMENT)
			handler.with_argument(handler.argument);
		else
			handler.with_status(status, handler.argument);
	}
}

static bool put(const struct handler *handler)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	bool fits = last->count < BLOCK_HANDLERS;

	if (fits)
		last->handlers[last->count++] = *handler;
	mote_libc_run_exit_handlers = run;
	mote_spin_unlock_irqrestore_nowake(&lock, flags);
	return fits;
}

static int add(struct handler handler)
{
	while (!put(&handler)) {
		struct block *block = calloc(1, sizeof(*block));
		unsigned long flags;

		if (!block)
			return -1;
		flags = mote_spin_lock_irqsave(&lock);
		block->before = last;
		last = block;
		mote_spin_unlock_irqrestore_nowake(&lock, flags);
	}
	return 0;
}

int atexit(void (*function)(void))
{
	return add((struct handler){.kind = PLAIN, .plain = function});
}

int on_exit(void (*function)(int, void *), void *argument)
{
	return add((struct handler){
		.kind = WITH_STATUS, .with_status = function, .argument = argument});
}

int __cxa_atexit(void (*function)(void *), void *argument, void *object)
{
	(void)object;
	return add((struct handler){
		.kind = WITH_ARGUMENT, .with_argument = function, .argument = argument});
}
