/* SPDX-License-Identifier: BSD-3-Clause */
/* The timer queue against a model: an array of deadlines in order. */
#include "../../core/src/thread/timer_queue.h"

#include <mote/test_random.h>
#include <stdlib.h>
#include <string.h>
#include <unit.h>

#define NODES 200
#define OPERATIONS 3000

struct state {
	struct timer_queue queue;
	struct timer_queue_node nodes[NODES];
	uint64_t deadlines[NODES]; /* of each node that is in */
	size_t room;
	uint64_t model[NODES]; /* sorted */
	size_t count;
};

static void model_insert(struct state *state, uint64_t deadline)
{
	size_t place = state->count++;

	for (; place && state->model[place - 1] > deadline; place--)
		state->model[place] = state->model[place - 1];
	state->model[place] = deadline;
}

static void model_remove(struct state *state, uint64_t deadline)
{
	size_t place = 0;

	while (state->model[place] != deadline)
		place++;
	memmove(&state->model[place], &state->model[place + 1],
		(--state->count - place) * sizeof(deadline));
}

static void compare(const struct state *state)
{
	assert_int_equal(state->queue.count, state->count);
	assert_true(mote_timer_queue_deadline(&state->queue) ==
		    (state->count ? state->model[0] : UINT64_MAX));
	for (size_t i = 0; i < state->count; i++) {
		const struct timer_queue_entry *entry = &state->queue.entries[i];

		assert_int_equal(entry->node->place, i + 1);
		assert_true(entry->deadline == state->deadlines[entry->node - state->nodes]);
	}
}

static void insert(struct state *state, size_t i, uint64_t deadline)
{
	state->deadlines[i] = deadline;
	mote_timer_queue_insert(&state->queue, &state->nodes[i], deadline);
	model_insert(state, deadline);
}

static void take_out(struct state *state, size_t i)
{
	mote_timer_queue_remove(&state->queue, &state->nodes[i]);
	assert_false(mote_timer_queue_holds(&state->nodes[i]));
	model_remove(state, state->deadlines[i]);
}

static void open_state(struct state *state, size_t room)
{
	memset(state, 0, sizeof(*state));
	state->room = room;
	/* Just as large, so that the sanitizer sees each byte beside it. */
	state->queue.entries = malloc(room * sizeof(*state->queue.entries));
	assert_non_null(state->queue.entries);
}

/* As the scheduler does: all that is due, in order. */
static void take_all(struct state *state)
{
	while (state->count) {
		struct timer_queue_node *node = state->queue.entries[0].node;

		assert_true(mote_timer_queue_deadline(&state->queue) == state->model[0]);
		take_out(state, node - state->nodes);
		compare(state);
	}
	free(state->queue.entries);
}

static void operate_at_random(uint64_t seed)
{
	static struct state state;
	uint64_t random = seed;
	uint64_t deadlines;

	open_state(&state, 1 + mote_test_random_below(&random, NODES));
	/* Few different ones meet often. */
	deadlines = 1ull << mote_test_random_below(&random, 48);
	for (int operation = 0; operation < OPERATIONS; operation++) {
		size_t i = mote_test_random_below(&random, state.room);

		if (mote_timer_queue_holds(&state.nodes[i]))
			take_out(&state, i);
		else
			insert(&state, i, mote_test_random_below(&random, deadlines));
		compare(&state);
	}
	take_all(&state);
}

static void agrees_with_the_model(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= UNIT_SEEDS; seed++) {
		print_message("# seed %lu\n", seed);
		operate_at_random(seed);
	}
}

static void has_the_ends_of_time(void **unused)
{
	static struct state state;

	(void)unused;
	open_state(&state, 3);
	insert(&state, 0, UINT64_MAX);
	insert(&state, 1, 0);
	insert(&state, 2, UINT64_MAX - 1);
	compare(&state);
	take_all(&state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(agrees_with_the_model,
			  "timer queue: random operations agree with a model"),
		UNIT_TEST(has_the_ends_of_time, "timer queue: the first and the last deadline"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
