/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Parameters: what can be said to an image when it is started, before the -- of its command line:
 *
 *	log.level=info net.ip=10.0.0.2/24 -- arguments of the application
 *
 * The module that uses a parameter declares it; `help` as a parameter lists those that an image
 * knows.
 */
#ifndef MOTE_PARAM_H
#define MOTE_PARAM_H

#include <mote/table.h>

struct mote_param {
	const char *name;   /* "log.level" */
	const char *values; /* what may stand behind the =: "error|warning" or "0..100" */
	const char *help;   /* what it does, in one line */
	/*
	 * Takes the value. Returns 0, or a negative errno where it is malformed. Runs at start-up.
	 */
	int (*set)(const char *value);
};

/*
 * Declares a parameter: MOTE_PARAM(log_level, "log.level", "error|warning", "...", set_log_level);
 */
#define MOTE_PARAM(id, name_text, values_text, help_text, set_function)                            \
	MOTE_TABLE_ENTRY(struct mote_param, param, name_text, mote_param_##id) = {                 \
		.name = name_text,                                                                 \
		.values = values_text,                                                             \
		.help = help_text,                                                                 \
		.set = set_function,                                                               \
	}

/*
 * Reads a whole decimal or 0x number with an optional suffix K, M or G (powers of 1024) between MIN
 * and MAX. Returns 0, -EINVAL for another form or -ERANGE; *VALUE is only written on success.
 */
int mote_param_number(const char *text, unsigned long min, unsigned long max, unsigned long *value);

/* Reads one of COUNT words. Returns its index or -EINVAL. */
int mote_param_word(const char *text, const char *const words[], unsigned count);

#endif
