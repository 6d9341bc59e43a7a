/* SPDX-License-Identifier: BSD-3-Clause */
#include "device.h"

#include <errno.h>
#include <mote/heap.h>
#include <string.h>

#include "tree.h"

#define MODE_OF_DEV (S_IRWXU | S_IRGRP | S_IXGRP | S_IROTH | S_IXOTH)
#define MODE_OF_DEVICE (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)

MOTE_TABLE_LAZY_DEFINE(struct fs_device, fs_device);

struct device_node {
	struct fs_node node;
	const struct fs_device *device;
};

static int open_device(struct fs_node *node, int flags, struct mote_file **file)
{
	return ((struct device_node *)node)->device->open(node, flags, file);
}

static void free_device(struct fs_node *node)
{
	mote_heap_free(node);
}

static void measure(const struct fs_node *node, struct stat *status)
{
	const struct device_node *device = (const struct device_node *)node;

	/* Its number is its place in the table, from 1. */
	status->st_rdev = device->device - mote_table_fs_device_begin + 1;
}

static const struct fs_kind kind = {
	.open = open_device,
	.free = free_device,
	.measure = measure,
};

static int make_device(struct fs_directory *directory, const struct fs_device *device)
{
	struct fs_place place = {
		.directory = directory,
		.name = {device->name, strlen(device->name)},
	};
	struct device_node *node;

	if (fs_directory_find(directory, place.name))
		return 0;
	node = mote_heap_alloc(sizeof(*node));
	if (!node)
		return -ENOMEM;
	fs_node_init(&node->node, &kind, S_IFCHR | MODE_OF_DEVICE);
	node->device = device;
	return fs_enter_node(&place, &node->node);
}

int fs_make_devices(void)
{
	struct fs_directory *directory = fs_provide_directory("dev", MODE_OF_DEV);
	const struct fs_device *device;

	if (!directory)
		return -ENOMEM;
	MOTE_TABLE_FOREACH(device, fs_device) {
		if (make_device(directory, device) != 0)
			return -ENOMEM;
	}
	return 0;
}
