/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "../error.h"
#include "sem.h"

/* While threads wait it is 0, as POSIX allows. */
int sem_getvalue(sem_t *restrict sem, int *restrict value)
{
	unsigned count;

	if (!mote_sem_is_one(sem) || !value)
		return (int)mote_posix_result(-EINVAL);
	count = __atomic_load_n(&mote_sem_core(sem)->count, __ATOMIC_RELAXED);
	*value = count == MOTE_SEMAPHORE_WAITERS ? 0 : (int)count;
	return 0;
}
