/* SPDX-License-Identifier: BSD-3-Clause */
/* The processor's exceptions, as this platform reports them. */
#include <mote/boot.h>
#include <mote/format.h>
#include <mote/test.h>

MOTE_FAULT(invalid_instruction, "trap 6 (#UD)")
{
	__asm__ volatile("ud2");
}

MOTE_FAULT(breakpoint, "trap 3 (#BP)")
{
	__asm__ volatile("int3");
}

MOTE_FAULT(divide_by_zero, "trap 0 (#DE)")
{
	int quotient = 1;
	int remainder = 0;

	__asm__ volatile("idivl %2" : "+a"(quotient), "+d"(remainder) : "r"(0));
	mote_print("%d\n", quotient);
}

MOTE_FAULT(general_protection, "trap 13 (#GP)")
{
	/* An address that is not canonical: Intel SDM volume 1 §3.3.7.1. */
	*(volatile int *)0x8000000000000000 = 1;
}

MOTE_FAULT(unexpected_vector, "unhandled interrupt, beyond the vectors in use")
{
	/* A software interrupt beyond the table. */
	__asm__ volatile("int $0x80");
}

static struct mote_boot_info *volatile boot;

MOTE_FAULT(boot_info_write, "page fault: write to *, not allowed there")
{
	/* What was only set while the image started. */
	boot = (struct mote_boot_info *)mote_boot_info();
	boot->acpi_rsdp = 0;
}

MOTE_FAULT(gate_write, "page fault: write to *, not allowed there")
{
	struct {
		uint16_t limit;
		uint64_t base;
	} __attribute__((packed)) idt;

	__asm__ volatile("sidt %0" : "=m"(idt));
	*(volatile uint64_t *)idt.base = 0;
}

/* The report must not follow the stack pointer to where nothing is. */
MOTE_FAULT(wild_stack, "page fault: write to 0000000000000008, a null pointer")
{
	__asm__ volatile("mov $16, %%esp\n\tpush $0" : : : "memory");
}
