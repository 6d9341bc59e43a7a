/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef XEN_WALL_CLOCK_H
#define XEN_WALL_CLOCK_H

#include <stdint.h>

/* The read() of a mote_wall_clock. */
int mote_xen_wall_clock_read(uint64_t *nanoseconds);

#endif
