/* SPDX-License-Identifier: BSD-3-Clause */
#include "../newlib/libc/stdio/refill.c"

/*
 * Every stream points to the function that reads, also in a program that only prints; here is where one
 * is read in fact. Who offers input defines this name, and has code for it in those programs alone.
 */
__asm__(".pushsection .text.__srefill_r, \"ax\", @progbits\n"
	".weak mote_stdio_reads\n"
	".reloc ., BFD_RELOC_NONE, mote_stdio_reads\n"
	".popsection");
