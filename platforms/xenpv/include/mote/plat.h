/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The platform interface as a paravirtualised Xen guest implements it: what is privileged is a
 * hypercall or a byte in memory that Xen looks at. docs/platform.md says what each function MUST and
 * MAY do.
 */
#ifndef MOTE_PLAT_H
#define MOTE_PLAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What may be done with a mapped page. Nothing can be both written and executed. */
enum mote_plat_protection {
	MOTE_PLAT_NONE, /* not mapped: any access traps */
	MOTE_PLAT_READ,
	MOTE_PLAT_WRITE,   /* read and write */
	MOTE_PLAT_EXECUTE, /* read and execute */
};

#define MOTE_PLAT_PAGE_BYTES 4096

/*
 * The page that the image shares with Xen begins with what concerns interrupts on the first CPU
 * (public/xen.h, struct vcpu_info): one is pending; they are masked.
 */
struct mote_xenpv_upcall {
	uint8_t pending;
	uint8_t mask;
};

extern volatile struct mote_xenpv_upcall mote_xenpv_shared_info;

/* Has Xen deliver the interrupts that have become pending while they were masked. */
void mote_xenpv_deliver(void);

/* Masks interrupts on this CPU and returns what mote_plat_irq_restore() needs to undo it. */
static inline unsigned long mote_plat_irq_save(void)
{
	unsigned long flags = mote_xenpv_shared_info.mask;

	mote_xenpv_shared_info.mask = 1;
	__asm__ volatile("" : : : "memory");
	return flags;
}

/* Unmasks interrupts on this CPU. Thread context. */
static inline void mote_plat_irq_enable(void)
{
	__asm__ volatile("" : : : "memory");
	mote_xenpv_shared_info.mask = 0;
	/* One that comes from here on is delivered by Xen itself. */
	if (mote_xenpv_shared_info.pending)
		mote_xenpv_deliver();
}

/* Puts interrupts back to what they were when mote_plat_irq_save() returned FLAGS. Any context. */
static inline void mote_plat_irq_restore(unsigned long flags)
{
	__asm__ volatile("" : : : "memory");
	if (flags)
		mote_xenpv_shared_info.mask = 1;
	else
		mote_plat_irq_enable();
}

/* Whether interrupts were unmasked when mote_plat_irq_save() returned FLAGS. Any context. */
static inline bool mote_plat_irq_was_enabled(unsigned long flags)
{
	return !flags;
}

/*
 * Waits for an interrupt, which is handled before this returns. Called and returns with interrupts
 * masked; one that comes between the caller's last look and the wait ends the wait. Thread context.
 */
void mote_plat_idle(void);

/*
 * How many bytes of a stack must be left at each switch and each interrupt. On an unmapped stack Xen
 * ends the domain before any handler runs, so an overflow has to be found before it comes: enough for
 * an interrupt and an involuntary switch.
 */
#define MOTE_PLAT_STACK_RESERVE 1024

/*
 * The stack on which the platform entered the core: from its lowest address to the one behind it.
 */
struct mote_plat_stack {
	uintptr_t begin;
	uintptr_t end;
};

/* The stack of the main thread. Any context. */
static inline struct mote_plat_stack mote_plat_main_stack(void)
{
	extern char mote_xenpv_main_stack[], mote_xenpv_main_stack_end[];

	return (struct mote_plat_stack){(uintptr_t)mote_xenpv_main_stack,
					(uintptr_t)mote_xenpv_main_stack_end};
}

/*
 * The stack on which interrupts are handled, in images with CONFIG_INTERRUPTS. Its last word is the
 * stack pointer of what was interrupted. Any context.
 */
static inline struct mote_plat_stack mote_plat_interrupt_stack(void)
{
	extern char mote_xenpv_interrupt_stack[], mote_xenpv_interrupt_stack_end[];

	return (struct mote_plat_stack){(uintptr_t)mote_xenpv_interrupt_stack,
					(uintptr_t)mote_xenpv_interrupt_stack_end};
}

/*
 * I/O ports, in the initial domain, as far as Xen does not keep them for itself. In other domains
 * there are none: what is read is all ones, what is written goes nowhere. Any context.
 */
uint8_t mote_plat_in8(uint16_t port);
uint16_t mote_plat_in16(uint16_t port);
uint32_t mote_plat_in32(uint16_t port);
void mote_plat_out8(uint16_t port, uint8_t value);
void mote_plat_out16(uint16_t port, uint16_t value);

/* Where the domain's memory is mapped, all of it in one piece: the linker decides. */
extern char mote_xenpv_base[];

/* The (pseudo-)physical address of usable memory, as in the boot info's ranges. */
static inline uint64_t mote_plat_virt_to_phys(const void *virt)
{
	return (uintptr_t)virt - (uintptr_t)mote_xenpv_base;
}

/* Where a page frame of usable memory can be accessed. */
static inline void *mote_plat_phys_to_virt(uint64_t phys)
{
	return mote_xenpv_base + phys;
}

/* The address by which devices and Xen know a place in usable memory. Any context. */
uint64_t mote_plat_virt_to_device(const void *virt);

/*
 * Makes what lies at a device address (device registers, tables of the firmware, pages that the
 * domain shares with Xen) accessible for reading and writing, without a cache where UNCACHED. Returns
 * its address; NULL where that can't be. Stays for ever; asking again for the same range is cheap.
 * Thread context.
 */
void *mote_plat_map(uint64_t device_address, size_t bytes, int uncached);

/*
 * Changes what may be done with BYTES bytes from VIRT, both multiples of the page size. Returns 0
 * or -ENOMEM where a page table can't be allocated; then nothing has changed. Thread context.
 */
int mote_plat_protect(void *virt, size_t bytes, enum mote_plat_protection protection);

/*
 * Maps the physical memory from BEGIN up to END, whole pages of a range of the boot info, writable,
 * where it isn't yet. Returns 0, or -ENOMEM where page tables can't be made. Interrupts are masked.
 */
int mote_plat_populate(uint64_t begin, uint64_t end);

/*
 * Leads the one interrupt that there is, that event channels are pending, to HANDLER(ARGUMENT).
 * Returns 0 as the vector, or -ENOSPC where somebody has it. Thread context.
 */
int mote_plat_vector_alloc(void (*handler)(void *argument), void *argument);

/* Gives it back. Thread context. */
void mote_plat_vector_free(int vector);

/*
 * Whether a token of the command line comes from the hypervisor for the platform's own use and is
 * neither a parameter nor an argument. Any context.
 */
bool mote_plat_owns_parameter(const char *token);

/* Ends the machine where no device can: as crashed, since nobody has said more. Any context. */
_Noreturn void mote_plat_reset(void);

#endif
