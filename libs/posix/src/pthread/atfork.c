/* SPDX-License-Identifier: BSD-3-Clause */
#include <pthread.h>

/* There is no fork() that could call them. */
int pthread_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void))
{
	(void)prepare;
	(void)parent;
	(void)child;
	return 0;
}
