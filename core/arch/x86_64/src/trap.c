/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/arch/trap.h>

#include <config/PANIC_REPORT.h>
#include <mote/panic.h>
#include <mote/plat.h>
#include <mote/stack.h>

#define VECTOR_GENERAL_PROTECTION 13
#define VECTOR_PAGE_FAULT 14

/*
 * Error code of a general protection exception: Intel SDM volume 3 §6.13. The vector is in it, but not
 * where QEMU's TCG puts it.
 */
#define SELECTOR_ERROR_IDT 2

/* Error code of a page fault: Intel SDM volume 3 §4.7. */
#define PAGE_FAULT_PRESENT 1
#define PAGE_FAULT_WRITE 2
#define PAGE_FAULT_EXECUTE 16

/*
 * The exceptions' mnemonics of Intel SDM volume 3 table 6-1, three letters each; the host knows the
 * words.
 */
static const char mnemonics[] =
	"#DE#DBNMI#BP#OF#BR#UD#NM#DF---#TS#NP#SS#GP#PF---#MF#AC#MC#XM#VE#CP";

#define MNEMONIC_LETTERS 3

static const char *mnemonic(uint64_t vector)
{
	uint64_t at = vector * MNEMONIC_LETTERS;

	return at < sizeof(mnemonics) - 1 ? mnemonics + at : "---";
}

static const char *access_name(uint64_t error)
{
	if (error & PAGE_FAULT_EXECUTE)
		return "execution of";
	return error & PAGE_FAULT_WRITE ? "write to" : "read of";
}

static const char *page_fault_reason(const struct mote_registers *registers)
{
	if (registers->error & PAGE_FAULT_PRESENT)
		return "not allowed there";
	if (registers->cr2 < MOTE_PLAT_PAGE_BYTES)
		return "a null pointer";
	return mote_stack_is_guard(registers->cr2) ? "the stack has overflowed" : "not mapped";
}

void mote_arch_trap(struct mote_registers *registers)
{
	if (!CONFIG_PANIC_REPORT)
		mote_panic_at(registers, "trap %lu at %016lx", registers->vector, registers->rip);
	if (registers->vector == VECTOR_PAGE_FAULT)
		mote_panic_at(registers, "page fault: %s %016lx, %s", access_name(registers->error),
			      registers->cr2, page_fault_reason(registers));
	registers->cr2 = 0;
	if (registers->vector == VECTOR_GENERAL_PROTECTION && registers->error & SELECTOR_ERROR_IDT)
		mote_panic_at(registers, "unhandled interrupt, beyond the vectors in use");
	mote_panic_at(registers, "trap %lu (%.3s)", registers->vector, mnemonic(registers->vector));
}
