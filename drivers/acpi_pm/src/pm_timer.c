/* SPDX-License-Identifier: BSD-3-Clause */
/* The power management timer: ACPI 6.4 §4.8.3.3, found by the fixed description table (§5.2.9). */
#include "pm_timer.h"

#include <mote/acpi.h>
#include <mote/errno.h>
#include <mote/plat.h>
#include <stddef.h>

struct fadt {
	struct mote_acpi_header header;
	uint8_t unused_1[40];
	uint32_t pm_timer;
	uint8_t unused_2[32];
	uint32_t flags;
} __attribute__((packed));

_Static_assert(offsetof(struct fadt, pm_timer) == 76, "ACPI 6.4 table 5.9");
_Static_assert(offsetof(struct fadt, flags) == 112, "ACPI 6.4 table 5.9");

#define FLAGS_TIMER_32_BITS (1 << 8)

#define HERTZ 3579545

static uint16_t port;

int mote_pm_timer_start(struct mote_counter_range *range)
{
	const struct fadt *fadt = (const struct fadt *)mote_acpi_find("FACP");

	if (!fadt || fadt->header.length < sizeof(*fadt))
		return -ENODEV;
	/* It may lie in memory too, by a field of ACPI 2.0; no hypervisor has it there. */
	if (!fadt->pm_timer || fadt->pm_timer > UINT16_MAX)
		return -ENODEV;
	port = fadt->pm_timer;
	range->hertz = HERTZ;
	range->mask = fadt->flags & FLAGS_TIMER_32_BITS ? UINT32_MAX : 0xffffff;
	return 0;
}

uint64_t mote_pm_timer_read(void)
{
	return mote_plat_in32(port);
}
