/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Thread-local variables (Drepper, "ELF Handling For Thread-Local Storage", variant II of §3): each
 * thread's block lies below its thread pointer, which points to a word that holds itself. The block lies
 * at the upper end of the thread's stack, so that who scans that finds it. The linker script says what
 * is in it.
 */
#include <mote/errno.h>
#include <mote/heap.h>
#include <mote/startup.h>
#include <mote/string.h>

#include "../cpu.h"
#include "thread.h"

/* What the linker aligns at most. */
#define ALIGNMENT 64

/* Initial values; their bytes and the block's are these symbols' addresses. */
extern const char mote_thread_local_image[];
extern const char mote_thread_local_image_bytes[], mote_thread_local_block_bytes[];

/* With the word at the thread pointer, and what alignment may take. */
size_t mote_thread_local_bytes(void)
{
	return (uintptr_t)mote_thread_local_block_bytes + ALIGNMENT + sizeof(uintptr_t);
}

uintptr_t mote_thread_local_begin(uintptr_t end)
{
	uintptr_t pointer = (end - sizeof(uintptr_t)) & -ALIGNMENT;
	size_t block_bytes = (uintptr_t)mote_thread_local_block_bytes;
	size_t image_bytes = (uintptr_t)mote_thread_local_image_bytes;
	char *block = (char *)pointer - block_bytes;

	memcpy(block, mote_thread_local_image, image_bytes);
	memset(block + image_bytes, 0, block_bytes - image_bytes);
	*(uintptr_t *)pointer = pointer;
	return pointer;
}

void *mote_thread_local_of(const struct mote_thread *thread, const void *variable)
{
	uintptr_t offset = (uintptr_t)variable - mote_thread_self()->thread_pointer;

	return (void *)(thread->thread_pointer + offset);
}

/* The main thread's stack is in use already; its block comes from the heap. */
static int start(void)
{
	size_t bytes = mote_thread_local_bytes();
	char *memory = mote_heap_alloc(bytes);
	struct mote_thread *self = mote_thread_self();

	if (!memory)
		return -ENOMEM;
	self->thread_pointer = mote_thread_local_begin((uintptr_t)memory + bytes);
	mote_plat_set_thread_pointer(self->thread_pointer);
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_THREADS, thread_local, "making room for thread-local variables", start,
	     NULL);
