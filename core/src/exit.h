/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CORE_EXIT_H
#define CORE_EXIT_H

#include <stdbool.h>

/*
 * The calling thread begins with the start-up steps: nobody else undoes them until mote_exit_look()
 * says that all are done.
 */
void mote_exit_begin_start(void);

/* Ends the image where another thread has asked for that. IS_STARTED: all steps are done. */
void mote_exit_look(bool is_started);

/*
 * How a thread stops that isn't the one which ends the image. Who creates the first other thread sets
 * it, so that images with one thread are linked without the scheduler.
 */
extern void (*mote_exit_stop)(void);

#endif
