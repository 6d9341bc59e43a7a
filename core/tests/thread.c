/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/errno.h>
#include <mote/page.h>
#include <mote/semaphore.h>
#include <mote/string.h>
#include <mote/test.h>
#include <mote/thread.h>

/* Who ran, in which order: a letter for each turn. */
static char order[64];
static size_t turns;

static void begin_order(void)
{
	turns = 0;
	memset(order, 0, sizeof(order));
}

static void note_turn(char who)
{
	if (turns < sizeof(order) - 1)
		order[turns++] = who;
}

static void *take_turns(void *letter)
{
	for (int i = 0; i < 3; i++) {
		note_turn(*(char *)letter);
		mote_thread_yield();
	}
	return letter;
}

static struct mote_thread *spawn(unsigned priority, void *(*entry)(void *), void *argument)
{
	struct mote_thread_attributes attributes = {.name = "test", .priority = priority};
	struct mote_thread *thread = NULL;

	MOTE_CHECK_EQUAL(mote_thread_create(&thread, &attributes, entry, argument), 0);
	return thread;
}

MOTE_TEST(thread_result, "thread: join returns what the thread returned, or gave to exit")
{
	char name = 'x';
	struct mote_thread *thread;
	void *result = NULL;

	MOTE_REQUIRE(mote_thread_create(&thread, NULL, take_turns, &name) == 0);
	MOTE_CHECK_EQUAL(mote_thread_join(thread, &result), 0);
	MOTE_CHECK_EQUAL(result, &name);
}

static void *exit_deeper(void *argument)
{
	mote_thread_exit((char *)argument + 1);
}

MOTE_TEST(thread_exit, "thread: exit ends a thread from wherever it is")
{
	char place[2];
	struct mote_thread *thread = spawn(MOTE_PRIORITY_NORMAL, exit_deeper, place);
	void *result = NULL;

	MOTE_REQUIRE(thread);
	mote_thread_yield(); /* It has ended before it is joined. */
	MOTE_CHECK_EQUAL(mote_thread_join(thread, &result), 0);
	MOTE_CHECK_EQUAL(result, place + 1);
}

MOTE_TEST(thread_yield, "thread: equals take turns")
{
	char letters[] = "ab";
	struct mote_thread *a, *b;

	begin_order();
	a = spawn(MOTE_PRIORITY_NORMAL, take_turns, &letters[0]);
	b = spawn(MOTE_PRIORITY_NORMAL, take_turns, &letters[1]);
	MOTE_REQUIRE(a && b);
	for (int i = 0; i < 3; i++) {
		note_turn('m');
		mote_thread_yield();
	}
	mote_thread_join(a, NULL);
	mote_thread_join(b, NULL);
	MOTE_CHECK_EQUAL_STRING(order, "mabmabmab");
}

MOTE_TEST(thread_priorities, "thread: the highest priority runs first, lower ones don't by a yield")
{
	char letters[] = "lmh";
	struct mote_thread *low, *middle, *high;

	begin_order();
	mote_thread_set_priority(mote_thread_self(), MOTE_PRIORITY_HIGHEST);
	low = spawn(MOTE_PRIORITY_LOWEST, take_turns, &letters[0]);
	middle = spawn(MOTE_PRIORITY_NORMAL + 1, take_turns, &letters[1]);
	high = spawn(MOTE_PRIORITY_HIGHEST - 1, take_turns, &letters[2]);
	MOTE_REQUIRE(low && middle && high);
	MOTE_CHECK_EQUAL_STRING(order, "");
	mote_thread_set_priority(mote_thread_self(), MOTE_PRIORITY_NORMAL);
	mote_thread_yield();
	MOTE_CHECK_EQUAL_STRING(order, "hhhmmm");
	mote_thread_join(low, NULL);
	MOTE_CHECK_EQUAL_STRING(order, "hhhmmmlll");
	mote_thread_join(middle, NULL);
	mote_thread_join(high, NULL);
}

static void *count_up(void *counter)
{
	mote_thread_yield();
	++*(unsigned *)counter;
	return NULL;
}

MOTE_TEST(thread_many, "thread: a thousand at once, created, joined and freed")
{
	struct mote_thread_attributes attributes = {.stack_bytes = 1, .priority = 3};
	static struct mote_thread *threads[1000];
	unsigned counter = 0;
	size_t made = 0;

	while (made < MOTE_ARRAY_SIZE(threads) &&
	       mote_thread_create(&threads[made], &attributes, count_up, &counter) == 0)
		made++;
	for (size_t i = 0; i < made; i++)
		MOTE_CHECK_EQUAL(mote_thread_join(threads[i], NULL), 0);
	MOTE_CHECK_EQUAL(made, MOTE_ARRAY_SIZE(threads));
	MOTE_CHECK_EQUAL(counter, made);
}

MOTE_TEST(thread_memory, "thread: one that was joined or detached leaves no memory behind")
{
	size_t before = 0;
	unsigned counter = 0;

	for (int i = 0; i < 50; i++) {
		struct mote_thread *joined = spawn(MOTE_PRIORITY_NORMAL, count_up, &counter);
		struct mote_thread *detached = spawn(MOTE_PRIORITY_NORMAL, count_up, &counter);

		MOTE_REQUIRE(joined && detached);
		MOTE_CHECK_EQUAL(mote_thread_detach(detached), 0);
		MOTE_CHECK_EQUAL(mote_thread_join(joined, NULL), 0);
		while (counter < 2)
			mote_thread_yield();
		counter = 0;
		/* Measured from the second round on: page tables and the heap's pages stay. */
		if (i == 1)
			before = mote_page_statistics().free;
	}
	MOTE_CHECK_EQUAL(mote_page_statistics().free, before);
}

static struct mote_semaphore go = MOTE_SEMAPHORE_INIT(go, 0);

static void *wait_to_end(void *argument)
{
	mote_semaphore_wait(&go);
	return argument;
}

/* With stacks that take half of what is left, as often as possible. */
static size_t fill_memory(struct mote_thread **threads, size_t room)
{
	struct mote_thread_attributes attributes = {.priority = MOTE_PRIORITY_NORMAL};
	size_t made = 0;
	size_t pages = mote_page_statistics().free;

	while (pages && made < room) {
		size_t free = mote_page_statistics().free;
		int error;

		attributes.stack_bytes = pages * MOTE_PAGE_BYTES;
		error = mote_thread_create(&threads[made], &attributes, wait_to_end, NULL);
		if (error == 0) {
			made++;
			continue;
		}
		MOTE_CHECK_EQUAL(error, -ENOMEM);
		/* A page table at the most, which stays for the next one. */
		MOTE_CHECK(free - mote_page_statistics().free <= 1);
		pages /= 2;
	}
	return made;
}

MOTE_TEST(thread_no_memory, "thread: creating one without memory fails, and takes none")
{
	static struct mote_thread *threads[4096];
	size_t before = mote_page_statistics().free;
	size_t made = fill_memory(threads, MOTE_ARRAY_SIZE(threads));

	MOTE_CHECK(made > 2 && made < MOTE_ARRAY_SIZE(threads));
	for (size_t i = 0; i < made; i++)
		mote_semaphore_post(&go);
	for (size_t i = 0; i < made; i++)
		mote_thread_join(threads[i], NULL);
	/* Each guard page may have taken a page table, which stays; stacks are larger. */
	MOTE_CHECK(before - mote_page_statistics().free <= 2 * made);
}

MOTE_TEST(thread_detached, "thread: one that is detached runs to its end, before or after")
{
	unsigned counter = 0;
	struct mote_thread *before = spawn(MOTE_PRIORITY_NORMAL, count_up, &counter);
	struct mote_thread *after = spawn(MOTE_PRIORITY_NORMAL, count_up, &counter);

	MOTE_REQUIRE(before && after);
	MOTE_CHECK_EQUAL(mote_thread_detach(before), 0);
	for (int i = 0; i < 4; i++)
		mote_thread_yield();
	MOTE_CHECK_EQUAL(counter, 2);
	MOTE_CHECK_EQUAL(mote_thread_detach(after), 0);
}

static unsigned most_turns, widest_gap;

static void *yield_often(void *turns)
{
	unsigned *mine = turns;

	for (int i = 0; i < 20; i++) {
		if (++*mine > most_turns)
			most_turns = *mine;
		if (most_turns - *mine > widest_gap)
			widest_gap = most_turns - *mine;
		mote_thread_yield();
	}
	return NULL;
}

MOTE_TEST(thread_yields, "thread: of many that yield each gets as many turns")
{
	static struct mote_thread *threads[30];
	static unsigned turns_of[30];
	size_t made = 0;

	most_turns = widest_gap = 0;
	for (; made < MOTE_ARRAY_SIZE(threads); made++) {
		turns_of[made] = 0;
		threads[made] = spawn(MOTE_PRIORITY_NORMAL, yield_often, &turns_of[made]);
		if (!threads[made])
			break;
	}
	for (size_t i = 0; i < made; i++)
		mote_thread_join(threads[i], NULL);
	MOTE_CHECK_EQUAL(made, MOTE_ARRAY_SIZE(threads));
	MOTE_CHECK(widest_gap <= 2);
}

MOTE_TEST(thread_refusals, "thread: what can't be joined, detached or created gives its error")
{
	struct mote_thread_attributes too_high = {.priority = MOTE_PRIORITY_HIGHEST + 1};
	struct mote_thread_attributes too_large = {.stack_bytes = SIZE_MAX / 4};
	struct mote_thread *thread = NULL;
	unsigned counter = 0;

	MOTE_CHECK_EQUAL(mote_thread_create(&thread, &too_high, count_up, NULL), -EINVAL);
	MOTE_CHECK_EQUAL(mote_thread_create(&thread, &too_large, count_up, NULL), -ENOMEM);
	MOTE_CHECK_EQUAL(mote_thread_join(mote_thread_self(), NULL), -EDEADLK);
	thread = spawn(MOTE_PRIORITY_LOWEST, count_up, &counter);
	MOTE_REQUIRE(thread);
	MOTE_CHECK_EQUAL(mote_thread_detach(thread), 0);
	MOTE_CHECK_EQUAL(mote_thread_detach(thread), -EINVAL);
	MOTE_CHECK_EQUAL(mote_thread_join(thread, NULL), -EINVAL);
	/* It has the lowest priority: only who waits lets it run, and end. */
	thread = spawn(MOTE_PRIORITY_LOWEST, count_up, &counter);
	MOTE_REQUIRE(thread);
	mote_thread_join(thread, NULL);
	MOTE_CHECK_EQUAL(counter, 2);
}

static void *look_around(void *view)
{
	int here;
	struct mote_thread_view *mine = view;

	mine->stack_pointer = (uintptr_t)&here;
	mote_thread_yield();
	return NULL;
}

struct search {
	const struct mote_thread *wanted;
	struct mote_thread_view found;
	unsigned count;
};

static int search_thread(const struct mote_thread_view *view, void *context)
{
	struct search *search = context;

	search->count++;
	if (view->thread == search->wanted)
		search->found = *view;
	return 0;
}

static int stop_at_once(const struct mote_thread_view *view, void *context)
{
	(void)view;
	++*(int *)context;
	return 7;
}

MOTE_TEST(thread_enumerate, "thread: all are found, with name, state, priority and stack bounds")
{
	struct mote_thread_attributes attributes = {
		.name = "wanted", .priority = MOTE_PRIORITY_NORMAL, .stack_bytes = 5000};
	struct mote_thread_view inside = {0};
	struct mote_thread *thread;
	struct search search = {0};
	int visits = 0;

	MOTE_REQUIRE(mote_thread_create(&thread, &attributes, look_around, &inside) == 0);
	mote_thread_yield();
	search.wanted = thread;
	MOTE_CHECK_EQUAL(mote_thread_for_each(search_thread, &search), 0);
	MOTE_CHECK(search.count >= 2);
	MOTE_CHECK_EQUAL(search.found.thread, thread);
	MOTE_CHECK_EQUAL_STRING(search.found.name, "wanted");
	MOTE_CHECK_EQUAL_STRING(mote_thread_name(thread), "wanted");
	MOTE_CHECK_EQUAL(search.found.state, MOTE_THREAD_READY);
	MOTE_CHECK_EQUAL(search.found.priority, MOTE_PRIORITY_NORMAL);
	/* Its structure is above it in the same pages. */
	MOTE_CHECK(search.found.stack_end - search.found.stack_begin > 5000);
	MOTE_CHECK(search.found.stack_end - search.found.stack_begin < 2 * MOTE_PAGE_BYTES);
	MOTE_CHECK(inside.stack_pointer > search.found.stack_begin);
	MOTE_CHECK(inside.stack_pointer < search.found.stack_end);
	MOTE_CHECK(search.found.stack_pointer >= search.found.stack_begin);
	MOTE_CHECK(search.found.stack_pointer < inside.stack_pointer);
	MOTE_CHECK_EQUAL(mote_thread_for_each(stop_at_once, &visits), 7);
	MOTE_CHECK_EQUAL(visits, 1);
	mote_thread_join(thread, NULL);
}

MOTE_TEST(thread_main_stack, "thread: the main thread stands on the stack that it is said to have")
{
	struct search search = {.wanted = mote_thread_self()};
	uintptr_t here = (uintptr_t)&search;

	mote_thread_for_each(search_thread, &search);
	MOTE_CHECK_EQUAL_STRING(search.found.name, "main");
	MOTE_CHECK_EQUAL(search.found.state, MOTE_THREAD_RUNNING);
	MOTE_CHECK_EQUAL(search.found.stack_pointer, 0);
	MOTE_CHECK(here >= search.found.stack_begin && here < search.found.stack_end);
}
