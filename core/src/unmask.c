/* SPDX-License-Identifier: BSD-3-Clause */
/* From here on the processor is interrupted. */
#include <mote/plat.h>
#include <mote/startup.h>

#include "cpu.h"

static int unmask(void)
{
	mote_cpu()->interrupts_on = true;
	mote_plat_irq_enable();
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_UNMASK, 0_unmask, "unmasking interrupts", unmask, NULL);
