/* SPDX-License-Identifier: BSD-3-Clause */
#include "tokens.h"

#include <stdbool.h>
#include <stddef.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char *mote_next_token(char **position)
{
	char *from = *position;
	char *to;
	char *token;
	bool quoted = false;

	while (is_blank(*from))
		from++;
	if (!*from) {
		*position = NULL;
		return NULL;
	}
	/* The token moves down over the quotes that it loses, so it always fits. */
	token = to = from;
	for (; *from && (quoted || !is_blank(*from)); from++) {
		if (*from == '"')
			quoted = !quoted;
		else
			*to++ = *from;
	}
	if (quoted)
		return NULL;
	*position = *from ? from + 1 : from;
	*to = '\0';
	return token;
}
