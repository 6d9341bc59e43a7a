/* SPDX-License-Identifier: BSD-3-Clause */
/* The wheel of timers against a model: a plain array that is searched. */
#include "../../libs/timer/src/timer_wheel.h"

#include <mote/test_random.h>
#include <string.h>
#include <unit.h>

#define NODES 300
#define OPERATIONS 4000

/* With so few nodes, wherever they are, the time of the next one is exact. */
#define FEW 8

struct state {
	struct timer_wheel wheel;
	struct mote_timer_node nodes[NODES];
	uint64_t due[NODES]; /* its deadline, or the base when it came where that was later */
	unsigned count;
	uint64_t now;
};

static bool holds(const struct state *state, unsigned i)
{
	return state->nodes[i].place != 0;
}

static void insert(struct state *state, unsigned i, uint64_t deadline)
{
	state->due[i] = deadline > state->wheel.base ? deadline : state->wheel.base;
	mote_timer_wheel_insert(&state->wheel, &state->nodes[i], deadline);
	assert_true(state->nodes[i].deadline == deadline);
	state->count++;
}

static void take_out(struct state *state, unsigned i)
{
	mote_timer_wheel_remove(&state->wheel, &state->nodes[i]);
	assert_false(holds(state, i));
	state->count--;
}

/* When the first of all is due; UINT64_MAX where there is none. */
static uint64_t first_due(const struct state *state)
{
	uint64_t first = UINT64_MAX;

	for (unsigned i = 0; i < NODES; i++)
		if (holds(state, i) && state->due[i] < first)
			first = state->due[i];
	return first;
}

/* The wheel's own view: rings, bits and places agree, and all nodes are found. */
static void check_structure(const struct state *state)
{
	const struct timer_wheel *wheel = &state->wheel;
	unsigned found = 0;

	for (unsigned slot = 0; slot < TIMER_WHEEL_LEVELS * TIMER_WHEEL_SLOTS; slot++) {
		unsigned level = slot / TIMER_WHEEL_SLOTS;
		const struct mote_timer_node *node = wheel->first[slot];

		assert_int_equal(wheel->levels >> level & 1, wheel->used[level] != 0);
		if (!(wheel->used[level] >> slot % TIMER_WHEEL_SLOTS & 1))
			continue;
		do {
			assert_int_equal(node->place, slot + 1);
			assert_ptr_equal(node->next->previous, node);
			node = node->next;
			found++;
		} while (node != wheel->first[slot]);
	}
	assert_int_equal(found, state->count);
}

/* Takes what is due next. Returns whether there was something. */
static bool take_one(struct state *state)
{
	uint64_t first = first_due(state);
	uint64_t next = 12345;
	struct mote_timer_node *node;

	node = mote_timer_wheel_take_due(&state->wheel, state->now, &next);
	assert_true(state->wheel.base <= state->now);
	if (node) {
		assert_int_equal(node->place, 0);
		assert_true(node->deadline <= state->now);
		assert_true(state->due[node - state->nodes] == first);
		state->count--;
		return true;
	}
	if (!next) {
		assert_true(state->wheel.spreading != 0);
		return true;
	}
	if (!state->count) {
		assert_true(next == UINT64_MAX);
		return false;
	}
	assert_true(first > state->now);
	assert_true(next > state->now && next <= first);
	if (state->count <= FEW)
		assert_true(next == first);
	return false;
}

static void change_one(struct state *state, uint64_t *random, uint64_t reach)
{
	unsigned i = (unsigned)mote_test_random_below(random, NODES);
	/* Some are late when they come. */
	uint64_t begin = state->now > reach / 8 ? state->now - reach / 8 : 0;

	if (holds(state, i))
		take_out(state, i);
	else
		insert(state, i, begin + mote_test_random_below(random, reach));
}

static void operate_at_random(uint64_t seed)
{
	static struct state state;
	uint64_t random = seed;
	/* From all at the same moments to years. */
	uint64_t reach = 8ull << mote_test_random_below(&random, 45);

	memset(&state, 0, sizeof(state));
	state.now = mote_test_random(&random) >> mote_test_random_below(&random, 40);
	for (int operation = 0; operation < OPERATIONS; operation++) {
		switch (mote_test_random_below(&random, 8)) {
		case 0:
			state.now += mote_test_random_below(&random, reach / 4);
			break;
		case 1:
			take_one(&state);
			break;
		case 2:
			while (take_one(&state))
				;
			break;
		default:
			change_one(&state, &random, reach);
		}
		if (operation % 16 == 0)
			check_structure(&state);
	}
	state.now = UINT64_MAX;
	while (take_one(&state))
		;
	check_structure(&state);
	assert_int_equal(state.count, 0);
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
	memset(&state, 0, sizeof(state));
	insert(&state, 0, UINT64_MAX);
	insert(&state, 1, 0);
	insert(&state, 2, UINT64_MAX - 1);
	assert_true(take_one(&state));
	assert_false(take_one(&state));
	/* Years later, and nobody has asked meanwhile. */
	state.now = UINT64_MAX - 1;
	assert_true(take_one(&state));
	assert_false(take_one(&state));
	insert(&state, 3, 17);
	assert_true(take_one(&state));
	state.now = UINT64_MAX;
	assert_true(take_one(&state));
	check_structure(&state);
	assert_int_equal(state.count, 0);
}

static void takes_equals_in_the_order_of_coming(void **unused)
{
	static struct state state;
	uint64_t next;

	(void)unused;
	memset(&state, 0, sizeof(state));
	for (unsigned i = 0; i < 100; i++)
		insert(&state, i, 5000000);
	state.now = 6000000;
	for (unsigned i = 0; i < 100;) {
		struct mote_timer_node *node =
			mote_timer_wheel_take_due(&state.wheel, state.now, &next);

		if (node)
			assert_ptr_equal(node, &state.nodes[i++]);
		else
			assert_true(next == 0);
	}
}

static void goes_on_where_spreading_was_interrupted(void **unused)
{
	static struct state state;
	uint64_t next = 1;

	(void)unused;
	memset(&state, 0, sizeof(state));
	for (unsigned i = 0; i < NODES / 2; i++)
		insert(&state, i, 1000000 + i);
	state.now = 1000000 + NODES;
	assert_null(mote_timer_wheel_take_due(&state.wheel, state.now, &next));
	assert_true(next == 0 && state.wheel.spreading);
	/* Those that come meanwhile, near and far, and all that are still to be spread go. */
	for (unsigned i = NODES / 2; i < NODES; i++)
		insert(&state, i, 1000000 + (i % 2 ? i : i * 1000000ull));
	for (unsigned i = 0; i < NODES / 2; i++)
		take_out(&state, i);
	check_structure(&state);
	state.now = UINT64_MAX;
	while (take_one(&state))
		;
	assert_int_equal(state.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(agrees_with_the_model,
			  "timer wheel: random operations agree with a model"),
		UNIT_TEST(has_the_ends_of_time, "timer wheel: the first and the last deadline"),
		UNIT_TEST(takes_equals_in_the_order_of_coming,
			  "timer wheel: equal deadlines come in the order in which they were set"),
		UNIT_TEST(goes_on_where_spreading_was_interrupted,
			  "timer wheel: changes while a slot is being spread"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
