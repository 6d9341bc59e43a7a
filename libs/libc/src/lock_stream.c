/* SPDX-License-Identifier: BSD-3-Clause */
/* The locks of streams, for programs: the same that stdio takes by itself. */
#include <stdio.h>
#include <sys/lock.h>

void flockfile(FILE *stream)
{
	__lock_acquire_recursive(stream->_lock);
}

int ftrylockfile(FILE *stream)
{
	return __lock_try_acquire_recursive(stream->_lock);
}

void funlockfile(FILE *stream)
{
	__lock_release_recursive(stream->_lock);
}
