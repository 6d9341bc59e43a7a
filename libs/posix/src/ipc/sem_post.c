/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "../error.h"
#include "sem.h"

/* Takes no lock that a thread could have which a signal handler has interrupted. */
int sem_post(sem_t *sem)
{
	if (!mote_sem_is_one(sem))
		return (int)mote_posix_result(-EINVAL);
	return (int)mote_posix_result(mote_semaphore_post(mote_sem_core(sem)));
}
