/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The platform interface as PVH implements it: what is privileged, inlined into the core. Every
 * platform provides this header with the same functions; docs/platform.md says what each MUST and
 * MAY do.
 */
#ifndef MOTE_PLAT_H
#define MOTE_PLAT_H

#include <mote/compiler.h>
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

/* Masks interrupts on this CPU and returns what mote_plat_irq_restore() needs to undo it. */
static inline MOTE_ALWAYS_INLINE unsigned long mote_plat_irq_save(void)
{
	unsigned long flags;

	__asm__ volatile("pushf; pop %0; cli" : "=r"(flags) : : "memory");
	return flags;
}

/* Puts interrupts back to what they were when mote_plat_irq_save() returned FLAGS. Any context. */
static inline MOTE_ALWAYS_INLINE void mote_plat_irq_restore(unsigned long flags)
{
	__asm__ volatile("push %0; popf" : : "r"(flags) : "memory", "cc");
}

/* Whether interrupts were unmasked when mote_plat_irq_save() returned FLAGS. Any context. */
static inline bool mote_plat_irq_was_enabled(unsigned long flags)
{
	return flags >> 9 & 1; /* RFLAGS.IF */
}

/* Unmasks interrupts on this CPU. Thread context. */
static inline void mote_plat_irq_enable(void)
{
	__asm__ volatile("sti" : : : "memory");
}

/*
 * Waits for an interrupt, which is handled before this returns. Called and returns with interrupts
 * masked; one that comes between the caller's last look and the wait ends the wait. Thread context.
 */
static inline void mote_plat_idle(void)
{
	/* sti takes effect behind the next instruction, so that no interrupt slips in before hlt. */
	__asm__ volatile("sti; hlt; cli" : : : "memory");
}

/*
 * How many bytes of a stack must be left at each switch. 0 where an access to the guard page below is
 * reported by itself.
 */
#define MOTE_PLAT_STACK_RESERVE 0

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
	extern char mote_pvh_main_stack[], mote_pvh_main_stack_end[];

	return (struct mote_plat_stack){(uintptr_t)mote_pvh_main_stack,
					(uintptr_t)mote_pvh_main_stack_end};
}

/*
 * The stack on which interrupts are handled, in images with CONFIG_INTERRUPTS. Its last word is the
 * stack pointer of what was interrupted. Any context.
 */
static inline struct mote_plat_stack mote_plat_interrupt_stack(void)
{
	extern char mote_pvh_interrupt_stack[], mote_pvh_interrupt_stack_end[];

	return (struct mote_plat_stack){(uintptr_t)mote_pvh_interrupt_stack,
					(uintptr_t)mote_pvh_interrupt_stack_end};
}

/* Reads a byte from an I/O port, which is privileged, hence the platform's. Any context. */
static inline uint8_t mote_plat_in8(uint16_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

/* Writes a byte to an I/O port. Any context. */
static inline void mote_plat_out8(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

/* Reads two bytes from an I/O port. Any context. */
static inline uint16_t mote_plat_in16(uint16_t port)
{
	uint16_t value;

	__asm__ volatile("inw %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

/* Writes two bytes to an I/O port. Any context. */
static inline void mote_plat_out16(uint16_t port, uint16_t value)
{
	__asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port));
}

/* Reads four bytes from an I/O port. Any context. */
static inline uint32_t mote_plat_in32(uint16_t port)
{
	uint32_t value;

	__asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

/* The physical address of usable memory, as in the boot info's ranges. Any context. */
static inline uint64_t mote_plat_virt_to_phys(const void *virt)
{
	return (uint64_t)(uintptr_t)virt;
}

/* Where a page frame of usable memory can be accessed. Any context. */
static inline void *mote_plat_phys_to_virt(uint64_t phys)
{
	return (void *)(uintptr_t)phys;
}

/* The address by which devices know a place in usable memory. Any context. */
static inline uint64_t mote_plat_virt_to_device(const void *virt)
{
	return mote_plat_virt_to_phys(virt);
}

/*
 * Makes what lies at a device address and is no usable memory (tables of the firmware, device registers)
 * accessible for reading and writing, without a cache where UNCACHED. Returns its address; NULL
 * where page tables can't be allocated, for what the processor can't address, and for page zero,
 * which is never mapped. Stays for ever; asking again for the same range is cheap. Thread context.
 */
void *mote_plat_map(uint64_t phys, size_t bytes, int uncached);

/*
 * Changes what may be done with BYTES bytes from VIRT, both multiples of the page size. Returns 0
 * or -ENOMEM where a page table can't be allocated; then nothing has changed. Thread context.
 */
int mote_plat_protect(void *virt, size_t bytes, enum mote_plat_protection protection);

/*
 * Maps the physical memory from BEGIN up to END, whole pages of a range of the boot info, writable,
 * where it isn't yet. Returns 0, or -ENOMEM where page tables can't be made. Interrupts are masked.
 * Here all usable memory is mapped from the start.
 */
static inline int mote_plat_populate(uint64_t begin, uint64_t end)
{
	(void)begin;
	(void)end;
	return 0;
}

/*
 * Leads a free interrupt vector of the processor to HANDLER(ARGUMENT). Returns the vector, or -ENOSPC
 * where all are taken. Thread context.
 */
int mote_plat_vector_alloc(void (*handler)(void *argument), void *argument);

/* Gives a vector back. Thread context. */
void mote_plat_vector_free(int vector);

/* Reads a model-specific register that the processor is known to have. Any context. */
static inline uint64_t mote_plat_read_msr(uint32_t number)
{
	uint32_t low, high;

	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(number) : "memory");
	return (uint64_t)high << 32 | low;
}

/* Writes a model-specific register that the processor is known to have. Any context. */
static inline void mote_plat_write_msr(uint32_t number, uint64_t value)
{
	__asm__ volatile("wrmsr"
			 :
			 : "c"(number), "a"((uint32_t)value), "d"((uint32_t)(value >> 32))
			 : "memory");
}

/*
 * Whether a token of the command line comes from the hypervisor for the platform's own use, like
 * QEMU's virtio_mmio.device=, and is neither a parameter nor an argument. Any context.
 */
bool mote_plat_owns_parameter(const char *token);

/* Ends the machine where no device can: on a PC by a reset. Any context. */
_Noreturn void mote_plat_reset(void);

#endif
