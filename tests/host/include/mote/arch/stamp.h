/* SPDX-License-Identifier: BSD-3-Clause */
/* The time stamp counter for unit tests on the host: what a test says it is. */
#ifndef MOTE_ARCH_STAMP_H
#define MOTE_ARCH_STAMP_H

#include <stdint.h>

/* Defined by the tests that need it. */
uint64_t mote_arch_stamp(void);

#endif
