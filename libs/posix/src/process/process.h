/* SPDX-License-Identifier: BSD-3-Clause */
/* The one process that an image is. */
#ifndef POSIX_PROCESS_H
#define POSIX_PROCESS_H

/*
 * Its number, also that of its group and session. It isn't 1: that is its parent, which stands for the image
 * itself and can't be signalled.
 */
#define MOTE_PROCESS_ID 2
#define MOTE_PROCESS_PARENT 1

#endif
