/* SPDX-License-Identifier: BSD-3-Clause */
/* mlockall() and munlockall(); as in lock.c. */
#include <errno.h>
#include <sys/mman.h>

#include "../error.h"
#include "segments.h"

static void set_all(bool locked)
{
	for (size_t i = 0; i < segments_count(); i++)
		segments_at(i)->is_locked = locked;
}

int mlockall(int flags)
{
	if (!flags || flags & ~(MCL_CURRENT | MCL_FUTURE))
		return mote_posix_result(-EINVAL);
	segments_enter();
	if (flags & MCL_CURRENT)
		set_all(true);
	if (flags & MCL_FUTURE)
		segments_lock_new = true;
	segments_leave();
	return 0;
}

int munlockall(void)
{
	segments_enter();
	set_all(false);
	segments_lock_new = false;
	segments_leave();
	return 0;
}
