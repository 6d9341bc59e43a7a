/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>

#include "attribute.h"

int pthread_attr_setinheritsched(pthread_attr_t *attr, int inherit)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) ||
	    (inherit != PTHREAD_INHERIT_SCHED && inherit != PTHREAD_EXPLICIT_SCHED))
		return EINVAL;
	attr->__is_explicit = inherit == PTHREAD_EXPLICIT_SCHED;
	return 0;
}

int pthread_attr_getinheritsched(const pthread_attr_t *restrict attr, int *restrict inherit)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*inherit = attr->__is_explicit ? PTHREAD_EXPLICIT_SCHED : PTHREAD_INHERIT_SCHED;
	return 0;
}

int pthread_attr_setschedpolicy(pthread_attr_t *attr, int policy)
{
	if (!MOTE_PTHREAD_IS_VALID(attr) || !mote_policy_exists(policy))
		return EINVAL;
	attr->__policy = policy;
	return 0;
}

int pthread_attr_getschedpolicy(const pthread_attr_t *restrict attr, int *restrict policy)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	*policy = attr->__policy;
	return 0;
}

/* Whether the policy has such a priority is known only at pthread_create(), as it may be set later. */
int pthread_attr_setschedparam(pthread_attr_t *restrict attr,
			       const struct sched_param *restrict parameters)
{
	int priority;

	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	priority = parameters->sched_priority;
	if (priority < MOTE_PRIORITY_LOWEST || priority > MOTE_PRIORITY_HIGHEST)
		return EINVAL;
	attr->__priority = priority;
	return 0;
}

int pthread_attr_getschedparam(const pthread_attr_t *restrict attr,
			       struct sched_param *restrict parameters)
{
	if (!MOTE_PTHREAD_IS_VALID(attr))
		return EINVAL;
	parameters->sched_priority = attr->__priority;
	return 0;
}
