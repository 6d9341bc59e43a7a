/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef XENPV_TRAP_H
#define XENPV_TRAP_H

#define TRAP_COUNT 32
#define TRAP_STUB_BYTES 4

/* Vectors for which there is an error code: 8, 10 to 14, 17, 21, 29, 30. */
#define TRAPS_WITH_ERROR_CODE 0x60227d00

#define VECTOR_NMI 2

#ifndef __ASSEMBLER__
/* Leads the processor's exceptions to panics. Called once, before anything that may fault. */
void mote_xenpv_traps_start(void);
#endif

#endif
