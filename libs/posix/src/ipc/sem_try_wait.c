/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "../error.h"
#include "sem.h"

int sem_trywait(sem_t *sem)
{
	if (!mote_sem_is_one(sem))
		return (int)mote_posix_result(-EINVAL);
	return (int)mote_posix_result(mote_semaphore_try_wait(mote_sem_core(sem)));
}
