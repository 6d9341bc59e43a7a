/* SPDX-License-Identifier: BSD-3-Clause */
/* The arguments that main() gets: put together by the command line where an image has one. */
#ifndef CORE_ARGUMENTS_H
#define CORE_ARGUMENTS_H

struct mote_arguments {
	int count;
	char **values;
};

extern struct mote_arguments mote_arguments;

#endif
