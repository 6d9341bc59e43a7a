/* SPDX-License-Identifier: BSD-3-Clause */
/* scandir() and alphasort(). */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "directory.h"

#define ROOM_AT_FIRST 16

struct scan {
	struct dirent **names;
	int count;
	int room;
};

int alphasort(const struct dirent **first, const struct dirent **second)
{
	return strcoll((*first)->d_name, (*second)->d_name);
}

static int add(struct scan *scan, const struct dirent *entry)
{
	size_t bytes = offsetof(struct dirent, d_name) + strlen(entry->d_name) + 1;
	struct dirent *copy;

	if (scan->count == scan->room) {
		int room = scan->room ? 2 * scan->room : ROOM_AT_FIRST;
		void *names = realloc(scan->names, room * sizeof(*scan->names));

		if (!names)
			return -ENOMEM;
		scan->names = names;
		scan->room = room;
	}
	copy = malloc(bytes);
	if (!copy)
		return -ENOMEM;
	scan->names[scan->count++] = memcpy(copy, entry, bytes);
	return 0;
}

static int read_all(struct scan *scan, DIR *directory, int (*select)(const struct dirent *))
{
	for (;;) {
		int result = mote_directory_read(directory, &directory->entry);

		if (result <= 0)
			return result;
		if (select && !select(&directory->entry))
			continue;
		result = add(scan, &directory->entry);
		if (result)
			return result;
	}
}

int scandir(const char *path, struct dirent ***names, int (*select)(const struct dirent *),
	    int (*compare)(const struct dirent **, const struct dirent **))
{
	struct scan scan = {.names = NULL};
	DIR *directory = opendir(path);
	int error;

	if (!directory)
		return -1;
	error = read_all(&scan, directory, select);
	closedir(directory);
	if (error) {
		while (scan.count)
			free(scan.names[--scan.count]);
		free(scan.names);
		errno = -error;
		return -1;
	}
	if (compare && scan.count)
		qsort(scan.names, scan.count, sizeof(*scan.names),
		      (int (*)(const void *, const void *))compare);
	*names = scan.names;
	return scan.count;
}
