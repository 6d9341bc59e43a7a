/* SPDX-License-Identifier: BSD-3-Clause */
/* Which threads live: chains by address, as a pthread_t of a program must be looked for before it is used. */
#include <stdint.h>

#include "thread.h"

/* Powers of two: how many chains, and how far apart thread-local variables of two threads are at least. */
#define CHAINS 64
#define DISTANCE 4096

struct mote_spinlock mote_pthread_lock;
unsigned mote_pthread_count;

static struct mote_pthread *chains[CHAINS];

static struct mote_pthread **chain_of(const struct mote_pthread *thread)
{
	return &chains[(uintptr_t)thread / DISTANCE % CHAINS];
}

bool mote_pthread_lives(const struct mote_pthread *thread)
{
	const struct mote_pthread *each = *chain_of(thread);

	while (each && each != thread)
		each = each->next;
	return each;
}

void mote_pthread_insert(struct mote_pthread *thread)
{
	struct mote_pthread **chain = chain_of(thread);

	thread->next = *chain;
	*chain = thread;
}

void mote_pthread_remove(struct mote_pthread *thread)
{
	struct mote_pthread **each = chain_of(thread);

	while (*each != thread)
		each = &(*each)->next;
	*each = thread->next;
}

void mote_pthread_for_each(void (*visit)(struct mote_pthread *thread))
{
	for (unsigned i = 0; i < CHAINS; i++)
		for (struct mote_pthread *each = chains[i]; each; each = each->next)
			visit(each);
}
