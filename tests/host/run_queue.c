/* SPDX-License-Identifier: BSD-3-Clause */
/* The run queue against a model: for each priority an array, the one to run first. */
#include "../../core/src/thread/run_queue.h"

#include <mote/test_random.h>
#include <string.h>
#include <unit.h>

#define LINKS 24
#define OPERATIONS 4000

struct ring {
	struct mote_list *links[LINKS];
	size_t count;
};

struct state {
	struct run_queue queue;
	struct mote_list links[LINKS];
	int priority[LINKS]; /* -1: not in the queue */
	struct ring rings[RUN_QUEUE_RINGS];
};

static void model_insert(struct ring *ring, size_t place, struct mote_list *link)
{
	memmove(&ring->links[place + 1], &ring->links[place],
		(ring->count++ - place) * sizeof(link));
	ring->links[place] = link;
}

static void model_remove(struct ring *ring, const struct mote_list *link)
{
	size_t place = 0;

	while (ring->links[place] != link)
		place++;
	memmove(&ring->links[place], &ring->links[place + 1],
		(--ring->count - place) * sizeof(link));
}

/* Every ring, both ways, and what follows from all. */
static void compare(const struct state *state)
{
	const struct mote_list *first = NULL;
	int highest = -1;

	for (int priority = 0; priority < RUN_QUEUE_RINGS; priority++) {
		const struct ring *ring = &state->rings[priority];
		const struct mote_list *link = state->queue.head[priority];

		assert_int_equal(state->queue.ready >> priority & 1, ring->count != 0);
		for (size_t i = 0; i < ring->count; i++, link = link->next) {
			assert_ptr_equal(link, ring->links[i]);
			assert_ptr_equal(link->next->previous, link);
			assert_int_equal(run_queue_is_shared(link), ring->count > 1);
		}
		if (!ring->count)
			continue;
		assert_ptr_equal(link, ring->links[0]);
		highest = priority;
		first = link;
	}
	assert_int_equal(run_queue_is_empty(&state->queue), highest < 0);
	if (highest < 0)
		return;
	assert_int_equal(run_queue_priority(&state->queue), highest);
	assert_ptr_equal(run_queue_first(&state->queue), first);
}

static void insert(struct state *state, size_t i, int priority, bool in_front)
{
	struct ring *ring = &state->rings[priority];

	state->priority[i] = priority;
	if (in_front) {
		run_queue_prepend(&state->queue, &state->links[i], priority);
		model_insert(ring, 0, &state->links[i]);
	} else {
		run_queue_append(&state->queue, &state->links[i], priority);
		model_insert(ring, ring->count, &state->links[i]);
	}
}

static void take_out(struct state *state, size_t i)
{
	run_queue_remove(&state->queue, &state->links[i], state->priority[i]);
	model_remove(&state->rings[state->priority[i]], &state->links[i]);
	state->priority[i] = -1;
}

/* The first of a ring becomes its last. */
static void rotate(struct state *state, int priority)
{
	struct ring *ring = &state->rings[priority];
	struct mote_list *first = ring->links[0];

	run_queue_rotate(&state->queue, first, priority);
	model_remove(ring, first);
	model_insert(ring, ring->count, first);
}

static void operate_at_random(uint64_t seed)
{
	struct state state = {0};
	uint64_t random = seed;
	/* Few priorities make long rings, many make rings that come and go. */
	uint64_t priorities = 1 + mote_test_random_below(&random, RUN_QUEUE_RINGS);

	memset(state.priority, -1, sizeof(state.priority));
	for (int operation = 0; operation < OPERATIONS; operation++) {
		size_t i = mote_test_random_below(&random, LINKS);
		uint64_t choice = mote_test_random_below(&random, 4);

		if (state.priority[i] < 0)
			insert(&state, i,
			       (int)(RUN_QUEUE_RINGS - 1 -
				     mote_test_random_below(&random, priorities)),
			       choice == 0);
		else if (choice < 2)
			take_out(&state, i);
		else
			rotate(&state, state.priority[i]);
		compare(&state);
	}
}

static void agrees_with_the_model(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		print_message("# seed %lu\n", seed);
		operate_at_random(seed);
	}
}

static void takes_turns(void **unused)
{
	struct state state = {0};

	(void)unused;
	for (size_t i = 0; i < 3; i++)
		insert(&state, i, 7, false);
	for (size_t turn = 0; turn < 7; turn++) {
		assert_ptr_equal(run_queue_first(&state.queue), &state.links[turn % 3]);
		rotate(&state, 7);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(agrees_with_the_model, "run queue: random operations agree with a model"),
		UNIT_TEST(takes_turns, "run queue: equals take turns"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
