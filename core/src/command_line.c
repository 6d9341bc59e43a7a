/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The command line: parameters of modules, then --, then the application's arguments. Tokens are
 * separated by blanks; what stands between double quotes is one, blanks included. Tokens that the
 * hypervisor has added for the platform are left out wherever they stand.
 */
#include <config/ARGUMENTS_MAX.h>
#include <config/COMMAND_LINE_MAX.h>
#include <mote/application.h>
#include <mote/boot.h>
#include <mote/errno.h>
#include <mote/format.h>
#include <mote/plat.h>
#include <mote/power.h>
#include <mote/startup.h>
#include <mote/status.h>
#include <mote/string.h>
#include <stdbool.h>

#include "arguments.h"
#include "param.h"
#include "tokens.h"

static char text[CONFIG_COMMAND_LINE_MAX];

static char name[] = MOTE_APPLICATION_NAME;

/* The name, the arguments, and the NULL that C wants behind them. */
static char *values[1 + CONFIG_ARGUMENTS_MAX + 1];

struct mote_arguments mote_arguments = {.count = 1, .values = values};

static _Noreturn void refuse(const char *why)
{
	mote_print("mote: the command line is refused: %s\n", why);
	mote_exit(MOTE_STATUS_USAGE);
}

static void add_argument(char *argument)
{
	if (mote_arguments.count > CONFIG_ARGUMENTS_MAX)
		refuse("too many arguments (raise CONFIG_ARGUMENTS_MAX)");
	values[mote_arguments.count++] = argument;
}

static int command_line_start(void)
{
	const char *given = mote_boot_info()->command_line;
	size_t length;
	bool behind_dashes = false;
	char *position = text;
	char *token;

	values[0] = name; /* not by an initialiser, which would put the array into the file */
	if (!given)
		return 0;
	length = strnlen(given, sizeof(text));
	if (length == sizeof(text))
		refuse("too long (raise CONFIG_COMMAND_LINE_MAX)");
	memcpy(text, given, length);
	while ((token = mote_next_token(&position))) {
		if (mote_plat_owns_parameter(token))
			continue;
		if (behind_dashes)
			add_argument(token);
		else if (strcmp(token, "--") == 0)
			behind_dashes = true;
		else
			mote_param_apply(token);
	}
	if (position)
		refuse("a double quote has no partner");
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_COMMAND_LINE, command_line, "reading the command line", command_line_start,
	     NULL);
