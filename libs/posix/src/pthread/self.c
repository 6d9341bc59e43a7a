/* SPDX-License-Identifier: BSD-3-Clause */
#include "thread.h"

pthread_t pthread_self(void)
{
	return mote_pthread_self();
}

int pthread_equal(pthread_t one, pthread_t other)
{
	return one == other;
}
