/* SPDX-License-Identifier: BSD-3-Clause */
#include "../../core/src/tokens.h"

#include <mote/test_random.h>
#include <stdlib.h>
#include <string.h>
#include <unit.h>

/* Splits TEXT, in memory of just its size, and checks the tokens, which end with a NULL. */
static void assert_tokens(const char *text, const char *const tokens[], int is_whole)
{
	char *copy = strdup(text);
	char *position = copy;
	char *token;

	assert_non_null(copy);
	for (; (token = mote_next_token(&position)); tokens++) {
		assert_non_null(*tokens);
		assert_string_equal(token, *tokens);
	}
	assert_null(*tokens);
	assert_int_equal(position == NULL, is_whole);
	free(copy);
}

#define ASSERT_TOKENS(text, ...) assert_tokens(text, (const char *const[]){__VA_ARGS__, NULL}, 1)

static void splits_at_blanks(void **state)
{
	(void)state;
	ASSERT_TOKENS("", NULL);
	ASSERT_TOKENS(" \t\r\n", NULL);
	ASSERT_TOKENS("a", "a");
	ASSERT_TOKENS("  a\tb\nc  ", "a", "b", "c");
	ASSERT_TOKENS("a=b -- c", "a=b", "--", "c");
}

static void keeps_quoted_parts_together(void **state)
{
	(void)state;
	ASSERT_TOKENS("\"a b\"", "a b");
	ASSERT_TOKENS("x=\"a b\"y z", "x=a by", "z");
	ASSERT_TOKENS("\"\" \"\"\"\"", "", "");
	ASSERT_TOKENS("\"a\"\"b c\"", "ab c");
}

static void tells_a_quote_without_a_partner(void **state)
{
	(void)state;
	assert_tokens("\"", (const char *const[]){NULL}, 0);
	assert_tokens("a \"b c", (const char *const[]){"a", NULL}, 0);
	assert_tokens("a b\"", (const char *const[]){"a", NULL}, 0);
}

static void stays_within_any_text(void **state)
{
	static const char letters[] = "ab\"\" \t-=";
	uint64_t random = 1;

	(void)state;
	for (int i = 0; i < 50000; i++) {
		size_t length = mote_test_random_below(&random, 12);
		char *text = calloc(1, length + 1);
		char *position = text;
		size_t bytes = 0;
		char *token;

		assert_non_null(text);
		for (size_t at = 0; at < length; at++)
			text[at] = letters[mote_test_random_below(&random, sizeof(letters) - 1)];
		while ((token = mote_next_token(&position)))
			bytes += strlen(token);
		assert_in_range(bytes, 0, length);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(splits_at_blanks, "tokens: blanks separate"),
		UNIT_TEST(keeps_quoted_parts_together, "tokens: quotes hold together"),
		UNIT_TEST(tells_a_quote_without_a_partner,
			  "tokens: a quote without a partner is told"),
		UNIT_TEST(stays_within_any_text, "tokens: 50,000 random texts are not overrun"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
