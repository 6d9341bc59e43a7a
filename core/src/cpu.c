/* SPDX-License-Identifier: BSD-3-Clause */
#include "cpu.h"

struct mote_cpu mote_the_cpu;
