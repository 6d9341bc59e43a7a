/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ACPI_PM_TIMER_H
#define ACPI_PM_TIMER_H

#include <mote/counter.h>

/* Finds the timer, which always counts. Returns 0 and fills RANGE, or -ENODEV. Thread context. */
int mote_pm_timer_start(struct mote_counter_range *range);

/* The count. Any context, once mote_pm_timer_start() gave 0. */
uint64_t mote_pm_timer_read(void);

#endif
