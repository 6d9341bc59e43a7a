/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_MEMORY_PROTECTION_H
#define POSIX_MEMORY_PROTECTION_H

#include <errno.h>
#include <mote/page.h>
#include <sys/mman.h>

/*
 * Stores how the platform calls PROT_* bits. Returns 0; -EINVAL for unknown bits; -ENOTSUP for what is to be
 * written and executed, which no page of an image ever is.
 */
static inline int mote_protection_of(int bits, enum mote_plat_protection *protection)
{
	if (bits & ~(PROT_READ | PROT_WRITE | PROT_EXEC))
		return -EINVAL;
	if (bits & PROT_WRITE && bits & PROT_EXEC)
		return -ENOTSUP;
	*protection = bits & PROT_EXEC	  ? MOTE_PLAT_EXECUTE
		      : bits & PROT_WRITE ? MOTE_PLAT_WRITE
		      : bits & PROT_READ  ? MOTE_PLAT_READ
					  : MOTE_PLAT_NONE;
	return 0;
}

#endif
