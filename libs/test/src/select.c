/* SPDX-License-Identifier: BSD-3-Clause */
/* Which tests are to be run, or only listed. */
#include "select.h"

#include <mote/compiler.h>
#include <mote/param.h>
#include <mote/string.h>

enum listing mote_test_listing;

static const char *only = "";

bool mote_test_is_selected(const char *text)
{
	size_t length = strlen(only);

	for (; *text; text++)
		if (strncmp(text, only, length) == 0)
			return true;
	return false;
}

static int set_only(const char *value)
{
	only = value;
	return 0;
}

MOTE_PARAM(test_only, "test.only", "TEXT", "run the tests whose description holds TEXT", set_only);

static int set_list(const char *value)
{
	static const char *const words[] = {"tests", "faults"};
	int index = mote_param_word(value, words, MOTE_ARRAY_SIZE(words));

	if (index < 0)
		return index;
	mote_test_listing = LIST_TESTS + index;
	return 0;
}

MOTE_PARAM(test_list, "test.list", "tests|faults", "print what there is and end", set_list);
