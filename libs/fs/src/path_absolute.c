/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <string.h>

#include "tree.h"

/* A text that grows towards the begin of its buffer. */
struct backwards {
	char *buffer;
	size_t room; /* before what is there */
};

static bool prepend(struct backwards *text, const char *name, size_t length)
{
	if (length + 1 > text->room)
		return false;
	text->room -= length + 1;
	text->buffer[text->room] = '/';
	memcpy(text->buffer + text->room + 1, name, length);
	return true;
}

static ssize_t write_path(const struct fs_place *place, char *buffer, size_t size)
{
	const struct fs_directory *directory = place->directory;
	struct backwards text = {buffer, size};

	if (!size)
		return -ERANGE;
	buffer[--text.room] = '\0';
	if (place->name.length && !prepend(&text, place->name.text, place->name.length))
		return -ERANGE;
	for (; directory != fs_root(); directory = directory->parent) {
		if (!directory || !directory->parent)
			return -ENOENT;
		if (!prepend(&text, directory->entry->text, directory->entry->length))
			return -ERANGE;
	}
	if (text.room == size - 1 && !prepend(&text, "", 0))
		return -ERANGE;
	memmove(buffer, buffer + text.room, size - text.room);
	return size - text.room;
}

ssize_t mote_path_absolute(struct mote_path path, char *buffer, size_t size)
{
	struct fs_place place;
	ssize_t result = fs_tree_enter();

	if (result)
		return result;
	result = fs_find(path, 0, &place);
	if (result == 0)
		result = write_path(&place, buffer, size);
	fs_tree_leave(0);
	return result;
}
