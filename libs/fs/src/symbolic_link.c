/* SPDX-License-Identifier: BSD-3-Clause */
#include "symbolic_link.h"

#include <errno.h>
#include <mote/heap.h>
#include <string.h>

struct symbolic_link {
	struct fs_node node;
	char target[];
};

const char *fs_link_target(const struct fs_node *node)
{
	return ((const struct symbolic_link *)node)->target;
}

/* open() never gets here but with O_NOFOLLOW. */
static int refuse(struct fs_node *node, int flags, struct mote_file **file)
{
	(void)node;
	(void)flags;
	(void)file;
	return -ELOOP;
}

static void free_link(struct fs_node *node)
{
	mote_heap_free(node);
}

static void measure(const struct fs_node *node, struct stat *status)
{
	status->st_size = strlen(fs_link_target(node));
}

static const struct fs_kind kind = {
	.open = refuse,
	.free = free_link,
	.measure = measure,
};

struct fs_node *fs_link_make(const char *target)
{
	size_t bytes = strlen(target) + 1;
	struct symbolic_link *link = mote_heap_alloc(sizeof(*link) + bytes);

	if (!link)
		return NULL;
	fs_node_init(&link->node, &kind, S_IFLNK | S_IRWXU | S_IRWXG | S_IRWXO);
	memcpy(link->target, target, bytes);
	return &link->node;
}
