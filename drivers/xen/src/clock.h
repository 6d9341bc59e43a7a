/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef XEN_CLOCK_H
#define XEN_CLOCK_H

#include <stdint.h>

/* Prepares the clock. Returns 0 or -ENODEV; calling it again is cheap. Thread context. */
int mote_xen_clock_start(void);

/* Xen's time in nanoseconds, once the clock was started. Any context. */
uint64_t mote_xen_clock_now(void);

#endif
