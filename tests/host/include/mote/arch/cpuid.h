/* SPDX-License-Identifier: BSD-3-Clause */
/* The processor that a unit test says there is. */
#include "../../../../../core/arch/x86_64/include/mote/arch/cpuid.h"
