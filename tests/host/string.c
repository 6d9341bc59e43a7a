/* SPDX-License-Identifier: BSD-3-Clause */
/* The core's string functions against the host's. Those in assembly are tested in images. */
#include <mote/test_random.h>
#include <stdlib.h>
#include <string.h>
#include <unit.h>

/* The names that tests/host/meson.build gives them. */
int core_memcmp(const void *a, const void *b, size_t bytes);
size_t core_strlen(const char *string);
size_t core_strnlen(const char *string, size_t max);
int core_strcmp(const char *a, const char *b);
int core_strncmp(const char *a, const char *b, size_t max);

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

/* A string of two different characters, so that equal beginnings are frequent; exactly as long. */
static char *random_string(uint64_t *random)
{
	size_t length = mote_test_random_below(random, 6);
	char *string = malloc(length + 1);

	assert_non_null(string);
	for (size_t i = 0; i < length; i++)
		string[i] = mote_test_random_below(random, 2) ? 'a' : (char)0xe4;
	string[length] = '\0';
	return string;
}

static void compares_as_the_host(void **state)
{
	uint64_t random = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char *a = random_string(&random);
		char *b = random_string(&random);
		size_t max = mote_test_random_below(&random, 8);
		size_t common = strlen(a) < strlen(b) ? strlen(a) + 1 : strlen(b) + 1;

		assert_int_equal(sign(core_strcmp(a, b)), sign(strcmp(a, b)));
		assert_int_equal(sign(core_strncmp(a, b, max)), sign(strncmp(a, b, max)));
		assert_int_equal(sign(core_memcmp(a, b, common)), sign(memcmp(a, b, common)));
		assert_int_equal(core_strlen(a), strlen(a));
		assert_int_equal(core_strnlen(a, max), strnlen(a, max));
		free(a);
		free(b);
	}
}

static void does_not_read_behind_the_maximum(void **state)
{
	char *unterminated = malloc(3);

	(void)state;
	assert_non_null(unterminated);
	memcpy(unterminated, "abc", 3);
	assert_int_equal(core_strnlen(unterminated, 3), 3);
	assert_int_equal(core_strncmp(unterminated, "abcdef", 3), 0);
	free(unterminated);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		UNIT_TEST(compares_as_the_host, "string: random strings compare as the host says"),
		UNIT_TEST(does_not_read_behind_the_maximum,
			  "string: nothing behind the maximum is read"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
