/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PVH_TRAP_H
#define PVH_TRAP_H

#define TRAP_COUNT 32
#define TRAP_STUB_BYTES 4

/* Vectors for which the processor pushes an error code: 8, 10 to 14, 17, 21, 29, 30. */
#define TRAPS_WITH_ERROR_CODE 0x60227d00

#ifndef __ASSEMBLER__
/* Leads the processor's exceptions to panics. Called once, before anything that may fault. */
void mote_pvh_traps_start(void);
#endif

#endif
