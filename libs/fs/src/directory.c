/* SPDX-License-Identifier: BSD-3-Clause */
#include "directory.h"

#include <mote/heap.h>
#include <string.h>

#include "open_directory.h"

/* FNV-1a. */
static uint32_t hash_of(struct fs_name name)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < name.length; i++)
		hash = (hash ^ (unsigned char)name.text[i]) * 16777619u;
	return hash;
}

static bool is(const struct fs_entry *entry, struct fs_name name, uint32_t hash)
{
	return entry->hash == hash && entry->length == name.length &&
	       memcmp(entry->text, name.text, name.length) == 0;
}

static struct fs_entry **bucket(const struct fs_directory *directory, uint32_t hash)
{
	return &directory->buckets[hash & (directory->bucket_count - 1)];
}

struct fs_entry *fs_directory_find(const struct fs_directory *directory, struct fs_name name)
{
	uint32_t hash = hash_of(name);
	struct fs_entry *entry;
	struct mote_list *link;

	if (directory->buckets) {
		for (entry = *bucket(directory, hash); entry; entry = entry->chained)
			if (is(entry, name, hash))
				return entry;
		return NULL;
	}
	MOTE_LIST_FOREACH(link, &directory->entries) {
		entry = (struct fs_entry *)link;
		if (is(entry, name, hash))
			return entry;
	}
	return NULL;
}

static void chain(struct fs_directory *directory, struct fs_entry *entry)
{
	struct fs_entry **first = bucket(directory, entry->hash);

	entry->chained = *first;
	*first = entry;
}

/* Where memory is short for more buckets it stays slower: that is no error. */
static void grow(struct fs_directory *directory)
{
	size_t count = directory->bucket_count ? 2 * directory->bucket_count
					       : 2 * FS_SMALL_DIRECTORY;
	struct fs_entry **buckets = mote_heap_alloc_zeroed(count, sizeof(*buckets));
	struct mote_list *link;

	if (!buckets)
		return;
	mote_heap_free(directory->buckets);
	directory->buckets = buckets;
	directory->bucket_count = count;
	MOTE_LIST_FOREACH(link, &directory->entries)
		chain(directory, (struct fs_entry *)link);
}

struct fs_entry *fs_directory_add(struct fs_directory *directory, struct fs_name name,
				  struct fs_node *node)
{
	struct fs_entry *entry = mote_heap_alloc(sizeof(*entry) + name.length);

	if (!entry)
		return NULL;
	entry->node = node;
	entry->position = directory->next_position++;
	entry->hash = hash_of(name);
	entry->length = name.length;
	memcpy(entry->text, name.text, name.length);
	fs_hold(node);
	mote_list_append(&directory->entries, &entry->order);
	directory->count++;
	if (directory->buckets)
		chain(directory, entry);
	if (directory->count > FS_SMALL_DIRECTORY && directory->count > directory->bucket_count)
		grow(directory);
	return entry;
}

void fs_directory_remove(struct fs_directory *directory, struct fs_entry *entry)
{
	fs_cursors_leave(directory, entry);
	if (directory->buckets) {
		struct fs_entry **chained = bucket(directory, entry->hash);

		while (*chained != entry)
			chained = &(*chained)->chained;
		*chained = entry->chained;
	}
	mote_list_remove(&entry->order);
	directory->count--;
	mote_heap_free(entry);
}

static void free_directory(struct fs_node *node)
{
	struct fs_directory *directory = (struct fs_directory *)node;

	mote_heap_free(directory->buckets);
	mote_heap_free(directory);
}

static void measure(const struct fs_node *node, struct stat *status)
{
	/* What its entries take, about, so that tools that look at the size see that it changes. */
	status->st_size = ((const struct fs_directory *)node)->count * sizeof(struct fs_entry);
}

const struct fs_kind fs_directory_kind = {
	.open = fs_directory_open,
	.free = free_directory,
	.measure = measure,
};

struct fs_directory *fs_directory_make(mode_t mode)
{
	struct fs_directory *directory = mote_heap_alloc_zeroed(1, sizeof(*directory));

	if (!directory)
		return NULL;
	fs_node_init(&directory->node, &fs_directory_kind, S_IFDIR | mode);
	directory->node.links = 2;
	directory->next_position = FS_FIRST_POSITION;
	mote_list_init(&directory->entries);
	mote_list_init(&directory->cursors);
	return directory;
}
