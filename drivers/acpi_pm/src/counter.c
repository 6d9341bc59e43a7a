/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/counter.h>

#include "pm_timer.h"

MOTE_COUNTER(acpi_pm) = {
	.name = "ACPI timer",
	.start = mote_pm_timer_start,
	.read = mote_pm_timer_read,
	.rating = 100,
};
