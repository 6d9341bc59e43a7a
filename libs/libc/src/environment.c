/* SPDX-License-Identifier: BSD-3-Clause */
/* The environment: empty but for what the command line says. setenv() copies the list before it changes it. */
#include <config/COMMAND_LINE.h>
#include <mote/errno.h>
#include <mote/param.h>
#include <unistd.h>

#define VARIABLES_MAX 32

static char *variables[VARIABLES_MAX + 1];
char **environ = variables;

#if CONFIG_COMMAND_LINE
/* The text stays where it is: the command line is kept. */
static int add_variable(const char *value)
{
	const char *end = value;
	unsigned count = 0;

	while (*end && *end != '=')
		end++;
	if (!*end || end == value)
		return -EINVAL;
	while (variables[count])
		if (++count == VARIABLES_MAX)
			return -ENOSPC;
	variables[count] = (char *)value;
	return 0;
}

MOTE_PARAM(env, "env", "NAME=value", "a variable of the application's environment; may be repeated",
	   add_variable);
#endif
