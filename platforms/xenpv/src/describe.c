/* SPDX-License-Identifier: BSD-3-Clause */
/* What was found at entry, for the log. Only in images that log information. */
#define MOTE_LOG_NAME "xenpv"
#include <mote/boot.h>
#include <mote/log.h>
#include <mote/plat.h>
#include <mote/startup.h>

#include "start.h"

static int describe(void)
{
	const struct start_info *info = mote_xenpv_start_info;
	const struct mote_boot_info *boot = mote_boot_info();

	mote_log_info("%.32s, %s, %lu KiB", info->magic,
		      info->flags & SIF_INITDOMAIN ? "domain 0" : "a domain of a toolstack",
		      info->nr_pages * (MOTE_PLAT_PAGE_BYTES / 1024));
	for (size_t i = 0; i < boot->range_count; i++)
		mote_log_debug("usable memory from %012lx to %012lx, mapped to %012lx",
			       boot->ranges[i].begin, boot->ranges[i].end,
			       boot->ranges[i].mapped_end);
	if (boot->initrd)
		mote_log_info("initrd of %zu bytes at %p", boot->initrd_bytes, boot->initrd);
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_MEMORY, describe, "describing the domain", describe, NULL);
