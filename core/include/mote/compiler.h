/* SPDX-License-Identifier: BSD-3-Clause */
/* Short names for what the compiler offers, where its own spelling would hide the code. */
#ifndef MOTE_COMPILER_H
#define MOTE_COMPILER_H

/* The arguments are checked as printf's; STRING and FIRST are positions counted from 1. */
#define MOTE_PRINTF(string, first) __attribute__((format(printf, string, first)))

#define MOTE_ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

/* The structure of TYPE whose MEMBER POINTER points to. */
#define MOTE_CONTAINER_OF(pointer, type, member)                                                   \
	((type *)((char *)(pointer) - __builtin_offsetof(type, member)))

/*
 * For a static variable without an initial value that is only set while the image starts: from then
 * on it is read-only, and a write to it a panic. What panics and what is used first at any time, like
 * the console, can't have it.
 */
#define MOTE_RO_AFTER_INIT __attribute__((section(".bss.ro_after_init")))

/* Keeps what is rarely needed out of the function that calls it, so that it saves no registers. */
#define MOTE_NOINLINE __attribute__((noinline))

/* For the few instructions of a fast path. */
#define MOTE_ALWAYS_INLINE __attribute__((always_inline))

#endif
