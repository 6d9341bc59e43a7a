/* SPDX-License-Identifier: BSD-3-Clause */
/* What every unit test begins with: cmocka, and a way to call tests by a sentence. */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* Behind those that it needs. */
#include <cmocka.h>

/* An entry of the array that cmocka_run_group_tests() takes. */
#define UNIT_TEST(function, text)                                                                  \
	{                                                                                          \
		text, function, NULL, NULL, NULL                                                   \
	}

/*
 * How often tests with random operations begin anew; each time with the next seed, which is printed
 * where one fails.
 */
#define UNIT_SEEDS 40

#endif
