/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a library defines that stands between the core and main(), as the C library does. In images
 * with CONFIG_APPLICATION_LIBRARY, which it selects.
 */
#ifndef MOTE_LIBRARY_H
#define MOTE_LIBRARY_H

/*
 * Called in the main thread when start-up is done, instead of main(), which it calls. What it returns is
 * the image's status.
 */
int mote_library_main(int argc, char **argv);

/* Called first in each thread but the main one. Thread context. */
void mote_library_thread_begin(void);

/* Called last in each thread that ends but the main one. Thread context. */
void mote_library_thread_end(void);

#endif
