/* SPDX-License-Identifier: BSD-3-Clause */
#include <sched.h>

#include "../error.h"
#include "../pthread/attribute.h"

int sched_get_priority_max(int policy)
{
	if (!mote_policy_exists(policy))
		return (int)mote_posix_result(-EINVAL);
	return policy == SCHED_OTHER ? 0 : MOTE_PRIORITY_HIGHEST;
}

int sched_get_priority_min(int policy)
{
	return mote_policy_exists(policy) ? 0 : (int)mote_posix_result(-EINVAL);
}
