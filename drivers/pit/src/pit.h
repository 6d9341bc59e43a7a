/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PIT_H
#define PIT_H

#include <stdint.h>

#define PIT_HERTZ 1193182
#define PIT_MASK 0xffff

/* The count, upwards. Interrupts are masked. */
uint64_t mote_pit_read(void);

#endif
