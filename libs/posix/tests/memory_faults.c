/* SPDX-License-Identifier: BSD-3-Clause */
/* What isn't allowed in memory from mmap() is found. */
#include <fcntl.h>
#include <mote/test.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

MOTE_FAULT(map_write_read_only, "page fault: write to *, not *")
{
	volatile char *memory = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	memory[5] = 1;
}

MOTE_FAULT(map_read_none, "page fault: read of *, not mapped")
{
	volatile char *memory =
		mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	mprotect((char *)memory + PAGE, PAGE, PROT_NONE);
	memory[0] = 1;
	memory[0] = memory[PAGE];
}

MOTE_FAULT(map_behind_end, "page fault: write to *, not *")
{
	int descriptor = open("/tmp/f", O_RDWR | O_CREAT, 0666);
	volatile char *memory;

	ftruncate(descriptor, 1);
	memory = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
	memory[PAGE - 1] = 1;
	memory[PAGE] = 1;
}
