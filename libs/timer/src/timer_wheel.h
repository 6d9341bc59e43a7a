/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which timer comes first: a wheel of wheels. A deadline, in nanoseconds, is read as a number of
 * eleven digits to the base 64. The wheel has a base, a moment that no deadline in it precedes, and a
 * node's place is (level, digit): the highest digit in which its deadline differs from the base, and
 * what that digit is.
 *
 *	level 0   slots of 1 ns       all that a slot holds has the same deadline
 *	level 1             64 ns
 *	level 2              4 us
 *	...
 *	level 5              1 s
 *	level 10            36 years
 *
 * Invariants, whenever no slot is being spread:
 *	for each node, base <= deadline (one that was late when it came counts as the base);
 *	for each level but 0, the slot of the base's own digit is empty, and so are those before it;
 *	so all nodes of a level come before those of a higher one, and within a level the slots are in
 *	order.
 *
 * Insertion and removal take the same few instructions always. When the time of a slot with several
 * nodes has come the base moves to the slot's begin and its nodes are spread over lower levels: each
 * node moves at most ten times in its life, usually twice, as a node that is alone in its slot needs
 * not move. Spreading is done in small steps, so that a slot of thousands holds nobody up: until it
 * is empty nothing else is taken out, and what is inserted meanwhile finds its place as always.
 *
 * Pure logic; who uses it provides the lock.
 */
#ifndef TIMER_WHEEL_H
#define TIMER_WHEEL_H

#include <mote/timer.h>
#include <stddef.h>
#include <stdint.h>

#define TIMER_WHEEL_DIGIT_BITS 6
#define TIMER_WHEEL_SLOTS (1u << TIMER_WHEEL_DIGIT_BITS)
#define TIMER_WHEEL_LEVELS 11

/* An empty one is all zeros. */
struct timer_wheel {
	uint64_t base;
	unsigned levels;		   /* a bit for each level that isn't empty */
	unsigned spreading;		   /* the place whose nodes are being spread; 0: none */
	uint64_t used[TIMER_WHEEL_LEVELS]; /* a bit for each slot that isn't empty */
	/* The first node of the slot's ring; of meaning only where it isn't empty. */
	struct mote_timer_node *first[TIMER_WHEEL_LEVELS * TIMER_WHEEL_SLOTS];
};

/* Puts NODE in, which isn't. */
void mote_timer_wheel_insert(struct timer_wheel *wheel, struct mote_timer_node *node,
			     uint64_t deadline);

/* Takes NODE out, which is in. */
void mote_timer_wheel_remove(struct timer_wheel *wheel, struct mote_timer_node *node);

/*
 * Takes out the node with the earliest deadline if NOW has reached that. Otherwise returns NULL, and
 * *NEXT is the time at which to ask again: 0, if that is at once; else one after NOW, and not after
 * the earliest deadline; just that, if few nodes are due near it; UINT64_MAX where there is none.
 * NOW must not go backwards.
 */
struct mote_timer_node *mote_timer_wheel_take_due(struct timer_wheel *wheel, uint64_t now,
						  uint64_t *next);

#endif
