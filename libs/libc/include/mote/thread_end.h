/* SPDX-License-Identifier: BSD-3-Clause */
/* What a library on top of the C library has to do where a thread ends. */
#ifndef MOTE_THREAD_END_H
#define MOTE_THREAD_END_H

/* Called first in each thread that ends but the main one; NULL: nothing. Thread context. */
extern void (*mote_thread_end_hook)(void);

#endif
