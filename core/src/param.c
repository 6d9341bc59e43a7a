/* SPDX-License-Identifier: BSD-3-Clause */
#include "param.h"

#define MOTE_LOG_NAME "param"
#include <mote/errno.h>
#include <mote/format.h>
#include <mote/log.h>
#include <mote/param.h>
#include <mote/power.h>
#include <mote/status.h>
#include <mote/string.h>

MOTE_TABLE_DEFINE(struct mote_param, param);

static void print_known(void)
{
	const struct mote_param *param;

	mote_print("Parameters of this image (then -- and the application's arguments):\n");
	MOTE_TABLE_FOREACH(param, param)
		mote_print("  %s=%s\n      %s\n", param->name, param->values, param->help);
	mote_print("  help\n      this list\n");
}

static _Noreturn void refuse_with_list(void)
{
	print_known();
	mote_exit(MOTE_STATUS_USAGE);
}

static _Noreturn void refuse(const char *name, const char *why)
{
	mote_print("mote: parameter '%s' %s\n", name, why);
	refuse_with_list();
}

static const struct mote_param *find(const char *name)
{
	const struct mote_param *param;

	MOTE_TABLE_FOREACH(param, param)
		if (strcmp(param->name, name) == 0)
			return param;
	return NULL;
}

/* Ends NAME at its = and returns what stands behind; NULL where there is none. */
static char *cut_value(char *name)
{
	while (*name && *name != '=')
		name++;
	if (!*name)
		return NULL;
	*name = '\0';
	return name + 1;
}

void mote_param_apply(char *token)
{
	const struct mote_param *param;
	char *value;

	if (strcmp(token, "help") == 0) {
		print_known();
		mote_exit(0);
	}
	value = cut_value(token);
	param = find(token);
	if (!param)
		refuse(token, "is not known (arguments stand behind --)");
	if (!value)
		refuse(token, "needs a value");
	mote_log_debug("%s is set to %s", token, value);
	if (param->set(value) != 0) {
		mote_print("mote: parameter '%s' does not take '%s'\n", token, value);
		refuse_with_list();
	}
}
