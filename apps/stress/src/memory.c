/* SPDX-License-Identifier: BSD-3-Clause */
/* Memory that holds what its owner wrote, however long that takes. */
#include <mote/heap.h>
#include <mote/string.h>

#include "stress.h"

#define BLOCKS 8
#define BYTES_MAX 600

void stress_use_memory(struct worker *self)
{
	unsigned char *blocks[BLOCKS];
	size_t bytes[BLOCKS];
	unsigned count = 1 + stress_below(self, BLOCKS);
	unsigned char pattern = (unsigned char)stress_below(self, 256);

	for (unsigned i = 0; i < count; i++) {
		bytes[i] = 1 + stress_below(self, BYTES_MAX);
		blocks[i] = mote_heap_alloc(bytes[i]);
		if (blocks[i])
			memset(blocks[i], pattern + i, bytes[i]);
	}
	mote_thread_yield();
	for (unsigned i = 0; i < count; i++) {
		if (!blocks[i])
			continue;
		for (size_t byte = 0; byte < bytes[i]; byte++)
			STRESS_CHECK(blocks[i][byte] == (unsigned char)(pattern + i));
		mote_heap_free(blocks[i]);
	}
}
