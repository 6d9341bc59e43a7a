/* SPDX-License-Identifier: BSD-3-Clause */
/* The main thread ends first, by pthread_exit() or cancelled; the last of the others ends the image. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_t main_thread;

static void say(void *text)
{
	puts(text);
}

static void say_at_exit(void)
{
	puts("at exit");
}

static void *outlive(void *how)
{
	void *result = NULL;

	if (strcmp(how, "cancel") == 0)
		pthread_cancel(main_thread);
	if (pthread_join(main_thread, &result) != 0)
		return NULL;
	printf("joined: %s\n", result == PTHREAD_CANCELED ? "cancelled" : (char *)result);
	usleep(1000);
	puts("the last thread ends");
	return NULL;
}

int main(int argc, char **argv)
{
	pthread_t thread;

	main_thread = pthread_self();
	atexit(say_at_exit);
	if (argc < 2 || pthread_create(&thread, NULL, outlive, argv[1]) != 0)
		return 1;
	pthread_cleanup_push(say, (void *)"cleanup");
	if (strcmp(argv[1], "cancel") == 0)
		pause();
	if (strcmp(argv[1], "return") == 0)
		return 7;
	pthread_exit((void *)"exited");
	pthread_cleanup_pop(0);
}
