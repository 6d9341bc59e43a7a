/* SPDX-License-Identifier: BSD-3-Clause */
#include "timer_wheel.h"

#include <mote/compiler.h>

/* So many nodes of a slot are spread at a time. */
#define SPREAD_AT_ONCE 16

/* A slot that is not due yet is looked through for its earliest deadline, up to so many nodes. */
#define LOOKED_THROUGH 8

static unsigned digit_shift(unsigned level)
{
	return level * TIMER_WHEEL_DIGIT_BITS;
}

/* Where what is due at TIME belongs. */
static inline MOTE_ALWAYS_INLINE unsigned slot_of(const struct timer_wheel *wheel, uint64_t time)
{
	uint64_t differs = time ^ wheel->base;
	unsigned level = 0;

	if (differs)
		level = (63 - (unsigned)__builtin_clzll(differs)) / TIMER_WHEEL_DIGIT_BITS;
	return level * TIMER_WHEEL_SLOTS + (time >> digit_shift(level)) % TIMER_WHEEL_SLOTS;
}

void mote_timer_wheel_insert(struct timer_wheel *wheel, struct mote_timer_node *node,
			     uint64_t deadline)
{
	unsigned slot = slot_of(wheel, deadline > wheel->base ? deadline : wheel->base);
	unsigned level = slot / TIMER_WHEEL_SLOTS;
	uint64_t bit = 1ull << slot % TIMER_WHEEL_SLOTS;
	struct mote_timer_node *first = wheel->first[slot];

	node->deadline = deadline;
	node->place = slot + 1;
	if (wheel->used[level] & bit) {
		node->next = first;
		node->previous = first->previous;
		first->previous->next = node;
		first->previous = node;
		return;
	}
	node->next = node;
	node->previous = node;
	wheel->first[slot] = node;
	wheel->used[level] |= bit;
	wheel->levels |= 1u << level;
}

void mote_timer_wheel_remove(struct timer_wheel *wheel, struct mote_timer_node *node)
{
	unsigned slot = node->place - 1;
	unsigned level = slot / TIMER_WHEEL_SLOTS;

	node->place = 0;
	if (node->next != node) {
		node->previous->next = node->next;
		node->next->previous = node->previous;
		if (wheel->first[slot] == node)
			wheel->first[slot] = node->next;
		return;
	}
	wheel->used[level] &= ~(1ull << slot % TIMER_WHEEL_SLOTS);
	if (!wheel->used[level])
		wheel->levels &= ~(1u << level);
}

/* The first slot that isn't empty; there is one. */
static unsigned first_slot(const struct timer_wheel *wheel)
{
	unsigned level = (unsigned)__builtin_ctz(wheel->levels);

	return level * TIMER_WHEEL_SLOTS + (unsigned)__builtin_ctzll(wheel->used[level]);
}

/* When the time of SLOT begins. */
static uint64_t slot_begin(const struct timer_wheel *wheel, unsigned slot)
{
	unsigned shift = digit_shift(slot / TIMER_WHEEL_SLOTS);
	/* In two steps: at the highest level all digits of the base are replaced. */
	uint64_t above = wheel->base >> shift >> TIMER_WHEEL_DIGIT_BITS << TIMER_WHEEL_DIGIT_BITS;

	return (above | slot % TIMER_WHEEL_SLOTS) << shift;
}

/* The earliest deadline of FIRST's ring, or what may be said without looking at all of it. */
static uint64_t earliest(const struct mote_timer_node *first, uint64_t begin)
{
	const struct mote_timer_node *node = first;
	uint64_t deadline = first->deadline;

	for (unsigned i = 0; i < LOOKED_THROUGH; i++) {
		node = node->next;
		if (node == first)
			return deadline;
		if (node->deadline < deadline)
			deadline = node->deadline;
	}
	return begin;
}

static bool is_used(const struct timer_wheel *wheel, unsigned slot)
{
	return wheel->used[slot / TIMER_WHEEL_SLOTS] >> slot % TIMER_WHEEL_SLOTS & 1;
}

/* Moves some nodes of the slot that is being spread to where they belong. Returns whether that was all. */
static bool spread(struct timer_wheel *wheel)
{
	unsigned slot = wheel->spreading - 1;

	for (unsigned i = 0; i < SPREAD_AT_ONCE && is_used(wheel, slot); i++) {
		struct mote_timer_node *node = wheel->first[slot];

		mote_timer_wheel_remove(wheel, node);
		mote_timer_wheel_insert(wheel, node, node->deadline);
	}
	if (is_used(wheel, slot))
		return false;
	wheel->spreading = 0;
	return true;
}

/* Nothing is due before TIME. */
static void move_base(struct timer_wheel *wheel, uint64_t time)
{
	if (time > wheel->base)
		wheel->base = time;
}

struct mote_timer_node *mote_timer_wheel_take_due(struct timer_wheel *wheel, uint64_t now,
						  uint64_t *next)
{
	for (;;) {
		struct mote_timer_node *first;
		unsigned slot;
		uint64_t begin;

		if (wheel->spreading && !spread(wheel)) {
			*next = 0;
			return NULL;
		}
		if (!wheel->levels) {
			move_base(wheel, now);
			*next = UINT64_MAX;
			return NULL;
		}
		slot = first_slot(wheel);
		first = wheel->first[slot];
		begin = slot_begin(wheel, slot);
		if (begin > now) {
			move_base(wheel, now);
			*next = earliest(first, begin);
			return NULL;
		}
		/* All of the slot have one deadline, or there is only this one. */
		if (slot < TIMER_WHEEL_SLOTS || (first->next == first && first->deadline <= now)) {
			mote_timer_wheel_remove(wheel, first);
			move_base(wheel, first->deadline);
			return first;
		}
		move_base(wheel, begin);
		wheel->spreading = slot + 1;
	}
}
