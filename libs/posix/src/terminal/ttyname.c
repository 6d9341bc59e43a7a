/* SPDX-License-Identifier: BSD-3-Clause */
/* The terminal's name, under which libs/fs has it too. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define NAME "/dev/console"

int ttyname_r(int descriptor, char *buffer, size_t bytes)
{
	int before = errno;
	int error;

	if (!isatty(descriptor)) {
		error = errno;
		errno = before;
		return error;
	}
	if (bytes < sizeof(NAME))
		return ERANGE;
	memcpy(buffer, NAME, sizeof(NAME));
	return 0;
}

char *ttyname(int descriptor)
{
	static char name[sizeof(NAME)];
	int error = ttyname_r(descriptor, name, sizeof(name));

	if (!error)
		return name;
	errno = error;
	return NULL;
}
