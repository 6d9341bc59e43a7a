/* SPDX-License-Identifier: BSD-3-Clause */
/* How a program in plain C ends; the first argument says by what. */
#define _GNU_SOURCE
#include <mote/thread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_quiet = true;

__attribute__((destructor(101))) static void destruct_last(void)
{
	if (!is_quiet)
		puts("destructor 101");
}

__attribute__((destructor(200))) static void destruct_first(void)
{
	if (!is_quiet)
		puts("destructor 200");
}

static void say_one(void)
{
	puts("handler 1");
}

static void say_late(void)
{
	puts("handler of a handler");
}

static void say_two(void)
{
	puts("handler 2");
	atexit(say_late);
}

static void say_status(int status, void *argument)
{
	printf("handler %s, status %d\n", (char *)argument, status);
}

static void exit_again(void)
{
	puts("again");
	exit(9);
}

static void count_down(void)
{
	static int left = 100;

	if (--left == 0)
		puts("100 handlers");
}

static void *exit_from_thread(void *argument)
{
	(void)argument;
	puts("from a thread");
	exit(6);
}

static void *keep_stdin(void *argument)
{
	(void)argument;
	flockfile(stdin);
	flockfile(stdout);
	for (;;)
		mote_thread_suspend(mote_thread_self());
}

static void start(void *(*entry)(void *))
{
	struct mote_thread *thread;

	if (mote_thread_create(&thread, NULL, entry, NULL) != 0)
		abort();
	mote_thread_yield();
}

int main(int argc, char **argv, char **environment)
{
	const char *what = argc > 1 ? argv[1] : "";

	if (strcmp(what, "order") == 0) {
		is_quiet = false;
		atexit(say_one);
		on_exit(say_status, "3");
		atexit(say_two);
		return 5;
	}
	if (strcmp(what, "again") == 0) {
		atexit(say_one);
		atexit(exit_again);
	}
	if (strcmp(what, "many") == 0)
		for (int i = 0; i < 100; i++)
			if (atexit(count_down) != 0)
				return 1;
	if (strcmp(what, "buffer") == 0)
		printf("no line");
	if (strcmp(what, "at-once") == 0) {
		printf("never seen");
		_exit(4);
	}
	if (strcmp(what, "thread") == 0)
		start(exit_from_thread);
	if (strcmp(what, "kept") == 0) {
		printf("written all the same");
		start(keep_stdin);
	}
	if (strcmp(what, "large") == 0)
		exit(300);
	if (strcmp(what, "environment") == 0)
		printf("%s %s %d\n", getenv("A"), getenv("B"), environment[2] == NULL);
	return 0;
}
