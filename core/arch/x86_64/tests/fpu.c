/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Every register of the FPU belongs to the thread that uses it, whoever interrupts it: several threads
 * keep patterns of their own in all of them while another, with a pattern too, pre-empts them.
 */
#include <mote/clock.h>
#include <mote/sleep.h>
#include <mote/string.h>

#include "../../../tests/threads.h"

/* What FXSAVE stores in 64-bit mode (Intel SDM volume 2, FXSAVE, table 3-46), as far as it holds. */
struct fpu_state {
	uint16_t control;
	uint16_t status;
	uint8_t tags; /* abridged: a bit for each register that isn't empty */
	uint8_t unused[19];
	uint32_t mxcsr;
	uint32_t mxcsr_mask;
	struct {
		uint8_t bytes[10];
		uint8_t unused[6];
	} x87[8];
	uint8_t xmm[16][16];
	uint8_t reserved[96];
} __attribute__((aligned(16)));

#define MXCSR_DEFAULT 0x1f80u
#define MXCSR_ROUNDING_SHIFT 13
#define CONTROL_DEFAULT 0x037f
#define CONTROL_ROUNDING_SHIFT 10
#define INTEGER_BIT 0x80 /* of the mantissa's highest byte */

#define KEEPERS 4
#define PREEMPTIONS 2000
#define TURNS 2000

void mote_test_fpu_hold(const struct fpu_state *state, struct fpu_state *after,
			unsigned long turns);

static volatile bool stop;
static volatile unsigned rounds;
static struct fpu_state states[KEEPERS + 1], afters[KEEPERS + 1];

/* Numbers, roundings and masks that no other NUMBER has. */
static void make_pattern(struct fpu_state *state, unsigned number)
{
	memset(state, 0, sizeof(*state));
	state->control = CONTROL_DEFAULT | (number & 3) << CONTROL_ROUNDING_SHIFT;
	state->mxcsr = MXCSR_DEFAULT | (3 - (number & 3)) << MXCSR_ROUNDING_SHIFT;
	state->tags = 0xff;
	for (unsigned i = 0; i < 8; i++) {
		memset(state->x87[i].bytes, (int)(number * 8 + i + 1), 8);
		state->x87[i].bytes[7] |= INTEGER_BIT;
		state->x87[i].bytes[9] = 0x3f;
		state->x87[i].bytes[8] = (uint8_t)(number * 16 + i);
	}
	for (unsigned i = 0; i < 16; i++)
		memset(state->xmm[i], (int)(number * 16 + i + 1), 16);
}

static bool is_same(const struct fpu_state *is, const struct fpu_state *should)
{
	bool same = MOTE_CHECK_EQUAL(is->control, should->control);

	same &= MOTE_CHECK_EQUAL(is->tags, should->tags);
	same &= MOTE_CHECK_EQUAL(is->mxcsr, should->mxcsr);
	for (unsigned i = 0; i < 8; i++)
		same &= MOTE_CHECK(memcmp(is->x87[i].bytes, should->x87[i].bytes, 10) == 0);
	for (unsigned i = 0; i < 16; i++)
		same &= MOTE_CHECK(memcmp(is->xmm[i], should->xmm[i], 16) == 0);
	return same;
}

static void *keep(void *argument)
{
	size_t number = (size_t)argument;

	while (!stop) {
		mote_test_fpu_hold(&states[number], &afters[number], TURNS);
		if (!is_same(&afters[number], &states[number]))
			stop = true;
		rounds++;
	}
	return NULL;
}

/* Comes by an interrupt, fills the FPU, and goes. */
static void *preempt(void *argument)
{
	size_t number = (size_t)argument;
	uint64_t random = 3;

	/* Where a switch takes longer than the naps, longer ones let the others come round. */
	for (int i = 0; (i < PREEMPTIONS || rounds <= KEEPERS) && !stop; i++) {
		mote_sleep(i < PREEMPTIONS ? 1 + (random = random * 25214903917 + 11) %
							     (50 * MOTE_NANOSECONDS_PER_MICROSECOND)
					   : MOTE_NANOSECONDS_PER_MILLISECOND);
		mote_test_fpu_hold(&states[number], &afters[number], 1);
		if (!is_same(&afters[number], &states[number]))
			break;
	}
	stop = true;
	return NULL;
}

MOTE_TEST(fpu_preemption,
	  "fpu: xmm and x87 registers, roundings and masks survive thousands of pre-emptions")
{
	struct mote_thread *threads[KEEPERS + 1];

	stop = false;
	rounds = 0;
	for (unsigned i = 0; i <= KEEPERS; i++)
		make_pattern(&states[i], i);
	for (size_t i = 0; i <= KEEPERS; i++)
		threads[i] = test_spawn("fpu", i < KEEPERS ? TEST_LOW : TEST_HIGH,
					i < KEEPERS ? keep : preempt, (void *)i);
	for (size_t i = 0; i <= KEEPERS; i++)
		if (threads[i])
			mote_thread_join(threads[i], NULL);
	MOTE_CHECK(rounds > KEEPERS);
}

static struct fpu_state inherited;

static void *look(void *argument)
{
	/* Rather what a new thread finds than what it is told to: nothing is loaded. */
	mote_test_fpu_hold(NULL, &inherited, 1);
	return argument;
}

MOTE_TEST(fpu_new, "fpu: a new thread begins with an empty one, also where it pre-empts another")
{
	struct mote_thread *thread = test_spawn("new", TEST_HIGH, look, NULL);

	MOTE_REQUIRE(thread);
	mote_thread_join(thread, NULL);
	MOTE_CHECK_EQUAL(inherited.control, CONTROL_DEFAULT);
	MOTE_CHECK_EQUAL(inherited.mxcsr, MXCSR_DEFAULT);
	MOTE_CHECK_EQUAL(inherited.tags, 0);
}
