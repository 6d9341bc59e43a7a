/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PVH_INTERRUPT_H
#define PVH_INTERRUPT_H

#include <config/INTERRUPTS.h>
#if CONFIG_INTERRUPTS
#include <config/PLATFORM_PVH_VECTORS.h>
#endif

/* Vectors below are the processor's exceptions: Intel SDM volume 3 §6.2. */
#define INTERRUPT_FIRST 32

#if CONFIG_INTERRUPTS
#define INTERRUPT_COUNT CONFIG_PLATFORM_PVH_VECTORS
#else
#define INTERRUPT_COUNT 0
#endif

#define INTERRUPT_STUB_BYTES 4

#endif
