/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SUITE_TABLE_H
#define SUITE_TABLE_H

/* A test, whose main() was given a name of its own; or what the compiler said of it. */
struct suite_test {
	const char *name;
	int (*main)(int argc, char **argv, char **environment);
	const char *why_not;
};

/* All that were built, and an entry without a name behind them. Written by tests/posix/compile.py. */
extern const struct suite_test suite_tests[];

#endif
