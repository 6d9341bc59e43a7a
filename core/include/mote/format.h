/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Formatted text. The core's formatter knows %d %i %u %x %X %p %c %s %%, with the flags - and 0, a
 * width, a precision for %s and integers (both also as *), and the lengths hh h l ll z t j.
 *
 * The compiler checks arguments by printf's rules and lets more pass: the flags + # and blank, a
 * width of %p, %o, %n. Where the formatter meets a letter that it doesn't know it prints that letter,
 * and never writes through an argument; a width of %p is filled behind its 0x. There is no floating
 * point: the core doesn't touch the FPU.
 */
#ifndef MOTE_FORMAT_H
#define MOTE_FORMAT_H

#include <mote/compiler.h>
#include <stdarg.h>
#include <stddef.h>

/* Takes the next BYTES bytes of a text; CONTEXT is what the caller of mote_format_to() gave. */
typedef void mote_format_sink(void *context, const char *text, size_t bytes);

/* Formats into a sink, piece by piece. Any context that the sink allows. */
void mote_format_to(mote_format_sink *sink, void *context, const char *format, va_list arguments);

/*
 * Formats into BUFFER, which gets at most SIZE bytes including the NUL. Returns the length that the
 * whole text has, which is SIZE or more where it was cut. Any context.
 */
size_t mote_format(char *buffer, size_t size, const char *format, ...) MOTE_PRINTF(3, 4);

/*
 * Prints to the console. Any context; slow, since a serial port is. Where threads of one priority
 * print at the same time, a line may be interrupted by another: a mutex of theirs keeps them whole.
 */
void mote_print(const char *format, ...) MOTE_PRINTF(1, 2);
void mote_print_list(const char *format, va_list arguments);

#endif
