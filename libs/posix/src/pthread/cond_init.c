/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "attribute.h"
#include "cond.h"

int pthread_cond_init(pthread_cond_t *restrict cond, const pthread_condattr_t *restrict attr)
{
	if (attr && attr->__valid != MOTE_PTHREAD_VALID)
		return EINVAL;
	*cond = (pthread_cond_t)PTHREAD_COND_INITIALIZER;
	if (attr)
		cond->__clock = attr->__clock - (int)CLOCK_REALTIME;
	return 0;
}

int pthread_cond_destroy(pthread_cond_t *cond)
{
	return mote_cond_has_waiters(cond) ? EBUSY : 0;
}
