/* SPDX-License-Identifier: BSD-3-Clause */
#include "valid.h"

#include <mote/boot.h>
#include <mote/page.h>

extern char mote_image_begin[], mote_image_end[];

bool mote_memory_is_valid(uintptr_t begin, uintptr_t end)
{
	const struct mote_boot_info *boot = mote_boot_info();

	if (begin >= (uintptr_t)mote_image_begin && end <= (uintptr_t)mote_image_end)
		return true;
	for (size_t i = 0; i < boot->range_count; i++) {
		const struct mote_memory_range *range = &boot->ranges[i];
		uintptr_t first = (uintptr_t)mote_plat_phys_to_virt(range->begin);

		if (begin >= first && end - first <= range->end - range->begin)
			return true;
	}
	return false;
}
