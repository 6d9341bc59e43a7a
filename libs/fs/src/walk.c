/* SPDX-License-Identifier: BSD-3-Clause */
/* From a path to what has that name. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "open_file.h"
#include "symbolic_link.h"
#include "tree.h"

/* How many symbolic links a path may lead through, and how many of them with something behind. */
#define LINKS_MAX 40
#define NESTED_MAX 16

struct walk {
	const char *rest;		/* of the path that is being read */
	const char *behind[NESTED_MAX]; /* what comes when that is at its end, the last one first */
	unsigned nested;
	unsigned links;
	struct fs_directory *directory; /* where it has got to */
};

/* Where a relative path, or an empty one, begins. */
static int begin_at(const struct mote_file *at, struct fs_node **node)
{
	*node = &fs_working_directory->node;
	if (at)
		*node = fs_node_of(at);
	return *node ? 0 : -ENOTDIR;
}

static int begin(struct walk *walk, struct mote_path path)
{
	struct fs_node *node;
	int error;

	if (strnlen(path.name, PATH_MAX) == PATH_MAX)
		return -ENAMETOOLONG;
	walk->rest = path.name;
	walk->nested = walk->links = 0;
	walk->directory = fs_root();
	if (*path.name == '/')
		return 0;
	error = begin_at(path.at, &node);
	if (error)
		return error;
	walk->directory = fs_as_directory(node);
	return walk->directory ? 0 : -ENOTDIR;
}

static void skip_slashes(struct walk *walk)
{
	while (*walk->rest == '/')
		walk->rest++;
}

static int next_name(struct walk *walk, struct fs_name *name)
{
	skip_slashes(walk);
	while (!*walk->rest && walk->nested) {
		walk->rest = walk->behind[--walk->nested];
		skip_slashes(walk);
	}
	name->text = walk->rest;
	while (*walk->rest && *walk->rest != '/')
		walk->rest++;
	name->length = walk->rest - name->text;
	return name->length > NAME_MAX ? -ENAMETOOLONG : 0;
}

/* Whether nothing but slashes comes any more. */
static bool is_last(const struct walk *walk)
{
	return !walk->nested && !walk->rest[strspn(walk->rest, "/")];
}

/* Goes on with what the symbolic link NODE holds. */
static int follow(struct walk *walk, const struct fs_node *node)
{
	if (++walk->links > LINKS_MAX)
		return -ELOOP;
	if (*walk->rest) {
		if (walk->nested == NESTED_MAX)
			return -ELOOP;
		walk->behind[walk->nested++] = walk->rest;
	}
	walk->rest = fs_link_target(node);
	if (*walk->rest == '/')
		walk->directory = fs_root();
	return 0;
}

static bool is_dots(struct fs_name name)
{
	return name.text[0] == '.' &&
	       (name.length == 1 || (name.length == 2 && name.text[1] == '.'));
}

/* Makes PLACE the directory that the walk has got to, without a name. */
static int at_directory(const struct walk *walk, struct fs_place *place)
{
	place->directory = walk->directory;
	place->node = &walk->directory->node;
	place->name.length = 0;
	return 0;
}

/* One name of the path. Returns 1 where that was the last, 0 where not, or a negative errno. */
static int step(struct walk *walk, struct fs_name name, int flags, struct fs_place *place)
{
	struct fs_entry *entry;
	bool last = is_last(walk);

	if (is_dots(name)) {
		if (name.length == 2)
			walk->directory = walk->directory->parent;
		if (!walk->directory)
			return -ENOENT;
		return last ? at_directory(walk, place), 1 : 0;
	}
	entry = fs_directory_find(walk->directory, name);
	if (entry && S_ISLNK(entry->node->mode) &&
	    !(last && !*walk->rest && flags & MOTE_PATH_NO_FOLLOW))
		return follow(walk, entry->node);
	if (last) {
		*place = (struct fs_place){
			.directory = walk->directory,
			.name = name,
			.entry = entry,
			.node = entry ? entry->node : NULL,
			.wants_directory = *walk->rest == '/',
		};
		return 1;
	}
	if (!entry)
		return -ENOENT;
	walk->directory = fs_as_directory(entry->node);
	return walk->directory ? 0 : -ENOTDIR;
}

int fs_walk(struct mote_path path, int flags, struct fs_place *place)
{
	struct walk walk;
	struct fs_name name;
	int result;

	*place = (struct fs_place){.node = NULL};
	if (!*path.name)
		return flags & MOTE_PATH_EMPTY ? begin_at(path.at, &place->node) : -ENOENT;
	result = begin(&walk, path);
	while (result == 0) {
		result = next_name(&walk, &name);
		if (result == 0 && name.length == 0)
			return at_directory(&walk, place);
		if (result == 0)
			result = step(&walk, name, flags, place);
	}
	return result < 0 ? result : 0;
}

int fs_check_found(const struct fs_place *place)
{
	if (!place->node)
		return -ENOENT;
	return place->wants_directory && !S_ISDIR(place->node->mode) ? -ENOTDIR : 0;
}

int fs_find(struct mote_path path, int flags, struct fs_place *place)
{
	int error = fs_walk(path, flags, place);

	return error ? error : fs_check_found(place);
}
