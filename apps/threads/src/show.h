/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef THREADS_SHOW_H
#define THREADS_SHOW_H

#include <stdint.h>

/* Prints the heading of a part, and a sentence on what is to be seen. */
void show_heading(const char *name, const char *sentence);

/* Prints a bar of WIDTH characters of which those that PART of WHOLE makes up are filled. */
void show_bar(uint64_t part, uint64_t whole, unsigned width);

/* Milliseconds since the demonstration began, for the front of a line. */
unsigned show_milliseconds(void);

/* Keeps the processor busy for so long, by the clock, without a yield. */
void spin_milliseconds(unsigned milliseconds);

/* The parts; each returns 0, or 1 where what was to be seen did not happen. */
int demonstrate_preemption(void);
int demonstrate_inheritance(void);
int demonstrate_bounded_buffer(void);

#endif
