/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the complete printf and scanf are compiled with: with arguments by position, wide characters
 * (%ls) and long double in its own precision.
 */
#ifndef COMPLETE_H
#define COMPLETE_H

#define _MB_CAPABLE
#define _WANT_IO_LONG_DOUBLE
#define _WANT_IO_POS_ARGS

#include <stdarg.h>
#include <stdio.h>
#include <wchar.h>

/*
 * newlib passes the address of a parameter of type va_list where the address of a va_list is meant; on
 * this target, where va_list is an array and such a parameter a pointer, these differ. So it is a
 * pointer everywhere in there.
 */
typedef __typeof__(((va_list *)0)[0][0]) mote_argument;
#define va_list mote_argument *

#endif
