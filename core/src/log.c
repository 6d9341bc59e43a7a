/* SPDX-License-Identifier: BSD-3-Clause */
#define MOTE_LOG_NAME "log"
#include <config/COMMAND_LINE.h>
#include <config/LOG_LEVEL.h>
#include <mote/errno.h>
#include <mote/format.h>
#include <mote/log.h>
#include <mote/param.h>

static const char *const level_names[] = {"none", "error", "warning", "info", "debug"};

static int shown_level = CONFIG_LOG_LEVEL;

void mote_log(int level, const char *name, const char *format, ...)
{
	va_list arguments;

	if (level > shown_level)
		return;
	mote_print("mote: %s: %s: ", level_names[level], name);
	va_start(arguments, format);
	mote_print_list(format, arguments);
	va_end(arguments);
	mote_print("\n");
}

#if CONFIG_COMMAND_LINE
static int set_level(const char *value)
{
	int level = mote_param_word(value, level_names, MOTE_ARRAY_SIZE(level_names));

	if (level < 0)
		return level;
	shown_level = level;
	if (level > CONFIG_LOG_LEVEL)
		mote_log_warning(
			"messages below %s are not built into this image (make menuconfig)",
			level_names[CONFIG_LOG_LEVEL]);
	return 0;
}

MOTE_PARAM(log_level, "log.level", "none|error|warning|info|debug", "least important message shown",
	   set_level);
#endif
