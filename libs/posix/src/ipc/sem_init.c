/* SPDX-License-Identifier: BSD-3-Clause */
/* sem_init(), sem_destroy(). There is one process, so whether it is shared makes no difference. */
#include <errno.h>

#include "../error.h"
#include "sem.h"

int sem_init(sem_t *sem, int is_shared, unsigned value)
{
	(void)is_shared;
	if (!sem || value > SEM_VALUE_MAX)
		return (int)mote_posix_result(-EINVAL);
	mote_semaphore_init(mote_sem_core(sem), value);
	sem->__mark = SEM_MARK_UNNAMED;
	return 0;
}

int sem_destroy(sem_t *sem)
{
	if (!sem || sem->__mark != SEM_MARK_UNNAMED)
		return (int)mote_posix_result(-EINVAL);
	if (!mote_list_is_empty(&mote_sem_core(sem)->queue.waiters))
		return (int)mote_posix_result(-EBUSY);
	sem->__mark = 0;
	return 0;
}
