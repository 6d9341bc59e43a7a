/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LIBC_ABORT_H
#define LIBC_ABORT_H

/*
 * Calls the handler of SIGABRT, if the program has one (C11 §7.22.4.1). Returns if it hasn't, or if that
 * returns.
 */
void mote_libc_raise_abort(void);

#endif
