/* SPDX-License-Identifier: BSD-3-Clause */
/* Which handler each interrupt vector leads to. */
#include "interrupt.h"

#include <mote/compiler.h>
#include <mote/errno.h>
#include <mote/interrupt.h>
#include <mote/panic.h>
#include <mote/plat.h>
#include <mote/spinlock.h>

struct vector {
	void (*handler)(void *argument); /* NULL: the vector is free */
	void *argument;
};

static struct vector vectors[INTERRUPT_COUNT];
static struct mote_spinlock lock;

int mote_plat_vector_alloc(void (*handler)(void *argument), void *argument)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	struct vector *vector = vectors;
	int number = -ENOSPC;

	while (vector < vectors + INTERRUPT_COUNT && vector->handler)
		vector++;
	if (vector < vectors + INTERRUPT_COUNT) {
		*vector = (struct vector){handler, argument};
		number = INTERRUPT_FIRST + (vector - vectors);
	}
	mote_spin_unlock_irqrestore(&lock, flags);
	return number;
}

void mote_plat_vector_free(int vector)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	vectors[vector - INTERRUPT_FIRST].handler = NULL;
	mote_spin_unlock_irqrestore(&lock, flags);
}

bool mote_pvh_interrupt(unsigned number);

/* Called on the interrupt stack. Returns whether the interrupted thread shall give way. */
bool mote_pvh_interrupt(unsigned number)
{
	const struct vector *vector = &vectors[number];

	mote_interrupt_begin();
	if (!vector->handler)
		mote_panic("unhandled interrupt, vector %u", INTERRUPT_FIRST + number);
	vector->handler(vector->argument);
	return mote_interrupt_end();
}
