/* SPDX-License-Identifier: BSD-3-Clause */
/* A level of concurrency is a hint for systems that run several threads of a program as one of their own. */
#include <errno.h>
#include <pthread.h>

static int level;

int pthread_getconcurrency(void)
{
	return level;
}

int pthread_setconcurrency(int new_level)
{
	if (new_level < 0)
		return EINVAL;
	level = new_level;
	return 0;
}
