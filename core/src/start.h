/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CORE_START_H
#define CORE_START_H

/* Undoes the start-up steps that were done, the last first. */
void mote_undo_startup_steps(void);

#endif
