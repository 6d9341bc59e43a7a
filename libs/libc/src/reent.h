/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LIBC_REENT_H
#define LIBC_REENT_H

/* Makes the calling thread's struct _reent, which is all zeros, one that newlib can use. */
void mote_libc_reent_begin(void);

/* Gives back what newlib has allocated for the calling thread. */
void mote_libc_reent_end(void);

/* Sets errno of the calling thread and returns NULL. */
void *mote_libc_no_memory(int error);

#endif
