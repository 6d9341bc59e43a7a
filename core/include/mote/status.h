/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Exit statuses that an image gives by itself; the application's own are 0 to 127. They are those
 * of sysexits.h, where a shell's user may know them from. Assembly includes this file too.
 */
#ifndef MOTE_STATUS_H
#define MOTE_STATUS_H

#define MOTE_STATUS_USAGE 64		 /* the command line is wrong (EX_USAGE) */
#define MOTE_STATUS_PANIC 70		 /* the image could not go on (EX_SOFTWARE) */
#define MOTE_STATUS_TOO_LITTLE_MEMORY 71 /* the machine is too small for the image (EX_OSERR) */
#define MOTE_STATUS_STARTUP 71		 /* a start-up step failed (EX_OSERR) */
#define MOTE_STATUS_MAX 127		 /* the largest that reaches the host */

#endif
