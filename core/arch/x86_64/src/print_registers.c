/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/arch/registers.h>
#include <mote/format.h>
#include <mote/string.h>

/* The registers from rsp down to the structure's beginning: what matters most comes first. */
static const char names[] = "rsp\0rflags\0cs\0rip\0error\0vector\0"
			    "rax\0rcx\0rdx\0rbx\0rbp\0rsi\0rdi\0"
			    "r8\0r9\0r10\0r11\0r12\0r13\0r14\0r15\0cr2\0";

#define PER_LINE 3

void mote_arch_print_registers(const struct mote_registers *registers)
{
	const uint64_t *value = &registers->rsp;
	unsigned column = 0;

	for (const char *name = names; *name; name += strlen(name) + 1) {
		mote_print("  %-6s %016lx", name, *value--);
		if (++column % PER_LINE == 0)
			mote_print("\n");
	}
	mote_print("\n");
}
