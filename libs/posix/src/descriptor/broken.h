/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef POSIX_BROKEN_H
#define POSIX_BROKEN_H

/*
 * What a write sends to the calling thread before it returns -EPIPE: SIGPIPE, whose handler runs when
 * nothing is held any more. Thread context.
 */
void mote_signal_broken_pipe(void);

#endif
