/* SPDX-License-Identifier: BSD-3-Clause */
/* The linear search of POSIX.1-2008, lsearch(). */
#include <search.h>
#include <string.h>

void *lfind(const void *key, const void *base, size_t *count, size_t width,
	    int (*compare)(const void *, const void *))
{
	const char *element = base;

	for (size_t i = 0; i < *count; i++, element += width) {
		if (compare(key, element) == 0)
			return (void *)element;
	}
	return NULL;
}

void *lsearch(const void *key, void *base, size_t *count, size_t width,
	      int (*compare)(const void *, const void *))
{
	void *found = lfind(key, base, count, width, compare);

	if (found)
		return found;
	found = (char *)base + *count * width;
	memcpy(found, key, width);
	++*count;
	return found;
}
