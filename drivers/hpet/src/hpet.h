/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef HPET_H
#define HPET_H

#include <mote/counter.h>

/* Finds the device and has it count. Returns 0 and fills RANGE, or -ENODEV. Thread context. */
int mote_hpet_start(struct mote_counter_range *range);

/* The count. Any context, once mote_hpet_start() gave 0. */
uint64_t mote_hpet_read(void);

#endif
