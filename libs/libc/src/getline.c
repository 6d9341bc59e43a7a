/* SPDX-License-Identifier: BSD-3-Clause */
/* getline() by the name that POSIX gives it. */
#include <stdio.h>

ssize_t getdelim(char **restrict line, size_t *restrict room, int end, FILE *restrict stream)
{
	return __getdelim(line, room, end, stream);
}

ssize_t getline(char **restrict line, size_t *restrict room, FILE *restrict stream)
{
	return __getdelim(line, room, '\n', stream);
}
