/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The log. A message has a level; CONFIG_LOG_LEVEL decides at build time which ones exist at all
 * (the others cost nothing, not even their text), log.level= at start which of these are shown.
 *
 * A file says in whose name it speaks before it includes this header:
 *
 *	#define MOTE_LOG_NAME "acpi"
 *
 * The functions below take printf's arguments (see mote/format.h), need no newline, and may be
 * called in any context.
 */
#ifndef MOTE_LOG_H
#define MOTE_LOG_H

#include <config/LOG_LEVEL.h>
#include <mote/compiler.h>

#define MOTE_LOG_ERROR 1
#define MOTE_LOG_WARNING 2
#define MOTE_LOG_INFO 3
#define MOTE_LOG_DEBUG 4

#define mote_log_error(...) MOTE_LOG_AT(MOTE_LOG_ERROR, __VA_ARGS__)
#define mote_log_warning(...) MOTE_LOG_AT(MOTE_LOG_WARNING, __VA_ARGS__)
#define mote_log_info(...) MOTE_LOG_AT(MOTE_LOG_INFO, __VA_ARGS__)
#define mote_log_debug(...) MOTE_LOG_AT(MOTE_LOG_DEBUG, __VA_ARGS__)

/* The format is checked by the compiler whether the message is built in or not. */
#define MOTE_LOG_AT(level, ...)                                                                    \
	do {                                                                                       \
		if ((level) <= CONFIG_LOG_LEVEL)                                                   \
			mote_log((level), MOTE_LOG_NAME, __VA_ARGS__);                             \
	} while (0)

/* Writes one line to the console if LEVEL is to be shown: "mote: warning: acpi: ...". */
void mote_log(int level, const char *name, const char *format, ...) MOTE_PRINTF(3, 4);

#endif
