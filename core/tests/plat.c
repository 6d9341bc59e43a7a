/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The platform interface, held to what docs/platform.md says of it on whatever platform this is. What
 * only one has is among its own tests.
 */
#include <config/INTERRUPTS.h>
#include <config/MEMORY.h>
#include <mote/boot.h>
#include <mote/compiler.h>
#include <mote/page.h>
#include <mote/plat.h>
#include <mote/test.h>

/* Each function is there with its type, whether anything in this image calls it or not. */
#define HAS(function, ...)                                                                         \
	_Static_assert(__builtin_types_compatible_p(__typeof__(function), __VA_ARGS__),            \
		       "mote/plat.h has no " #function " of that type")

HAS(mote_plat_irq_save, unsigned long(void));
HAS(mote_plat_irq_restore, void(unsigned long));
HAS(mote_plat_irq_was_enabled, bool(unsigned long));
HAS(mote_plat_irq_enable, void(void));
HAS(mote_plat_idle, void(void));
HAS(mote_plat_main_stack, struct mote_plat_stack(void));
HAS(mote_plat_interrupt_stack, struct mote_plat_stack(void));
HAS(mote_plat_virt_to_phys, uint64_t(const void *));
HAS(mote_plat_phys_to_virt, void *(uint64_t));
HAS(mote_plat_virt_to_device, uint64_t(const void *));
HAS(mote_plat_map, void *(uint64_t, size_t, int));
HAS(mote_plat_protect, int(void *, size_t, enum mote_plat_protection));
HAS(mote_plat_populate, int(uint64_t, uint64_t));
HAS(mote_plat_vector_alloc, int(void (*)(void *), void *));
HAS(mote_plat_vector_free, void(int));
HAS(mote_plat_owns_parameter, bool(const char *));

_Static_assert(MOTE_PLAT_PAGE_BYTES && !(MOTE_PLAT_PAGE_BYTES & (MOTE_PLAT_PAGE_BYTES - 1)),
	       "a page is a power of two");

MOTE_TEST(plat_irq, "platform: masking nests, and each level puts back what it found")
{
	unsigned long outer = mote_plat_irq_save();
	unsigned long inner = mote_plat_irq_save();

	MOTE_CHECK_EQUAL(mote_plat_irq_was_enabled(outer), CONFIG_INTERRUPTS);
	MOTE_CHECK(!mote_plat_irq_was_enabled(inner));
	mote_plat_irq_restore(inner);
	inner = mote_plat_irq_save();
	MOTE_CHECK(!mote_plat_irq_was_enabled(inner));
	mote_plat_irq_restore(inner);
	mote_plat_irq_restore(outer);
	outer = mote_plat_irq_save();
	MOTE_CHECK_EQUAL(mote_plat_irq_was_enabled(outer), CONFIG_INTERRUPTS);
	mote_plat_irq_restore(outer);
}

static bool is_stack(struct mote_plat_stack stack)
{
	return stack.begin % MOTE_PLAT_PAGE_BYTES == 0 && stack.end > stack.begin &&
	       (stack.end - stack.begin) % MOTE_PLAT_PAGE_BYTES == 0;
}

MOTE_TEST(plat_stacks, "platform: stacks are whole pages, and the main one is the main thread's")
{
	uintptr_t here = (uintptr_t)__builtin_frame_address(0);

	MOTE_CHECK(is_stack(mote_plat_main_stack()));
	MOTE_CHECK(here >= mote_plat_main_stack().begin && here < mote_plat_main_stack().end);
#if CONFIG_INTERRUPTS
	MOTE_CHECK(is_stack(mote_plat_interrupt_stack()));
#endif
	MOTE_CHECK(MOTE_PLAT_STACK_RESERVE < MOTE_PLAT_PAGE_BYTES);
}

MOTE_TEST(plat_addresses, "platform: of addresses one leads to the other and back")
{
	static char data[2];
	uint64_t phys = mote_plat_virt_to_phys(data);

	MOTE_CHECK_EQUAL((uintptr_t)mote_plat_phys_to_virt(phys), (uintptr_t)data);
	MOTE_CHECK_EQUAL(mote_plat_virt_to_phys(data + 1), phys + 1);
	MOTE_CHECK_EQUAL(mote_plat_virt_to_device(data) % MOTE_PLAT_PAGE_BYTES,
			 (uintptr_t)data % MOTE_PLAT_PAGE_BYTES);
}

#if CONFIG_MEMORY
MOTE_TEST(plat_ranges,
	  "platform: each range begins mapped, and ends where its mapped part does or behind")
{
	const struct mote_boot_info *boot = mote_boot_info();

	for (size_t i = 0; i < boot->range_count; i++) {
		const struct mote_memory_range *range = &boot->ranges[i];

		MOTE_CHECK(range->mapped_end >= range->begin && range->mapped_end <= range->end);
		MOTE_CHECK_EQUAL(range->mapped_end % MOTE_PLAT_PAGE_BYTES, 0);
		MOTE_CHECK_EQUAL(mote_plat_populate(range->begin, range->mapped_end), 0);
	}
}

MOTE_TEST(plat_protect, "platform: a page that was hidden comes back with its content")
{
	volatile char *page = mote_page_alloc(1);

	MOTE_REQUIRE(page);
	page[5] = 42;
	MOTE_CHECK_EQUAL(mote_plat_protect((void *)page, MOTE_PAGE_BYTES, MOTE_PLAT_NONE), 0);
	MOTE_CHECK_EQUAL(mote_plat_protect((void *)page, MOTE_PAGE_BYTES, MOTE_PLAT_READ), 0);
	MOTE_CHECK_EQUAL(page[5], 42);
	MOTE_CHECK_EQUAL(mote_plat_protect((void *)page, MOTE_PAGE_BYTES, MOTE_PLAT_WRITE), 0);
	page[5]++;
	MOTE_CHECK_EQUAL(page[5], 43);
	mote_page_free((void *)page, 1);
}

MOTE_FAULT(plat_protect_read, "page fault: write to *, not allowed there")
{
	char *page = mote_page_alloc(1);

	mote_plat_protect(page, MOTE_PAGE_BYTES, MOTE_PLAT_READ);
	*(volatile char *)page = 1;
}

MOTE_FAULT(plat_protect_none, "page fault: read of *, not mapped")
{
	char *page = mote_page_alloc(1);

	mote_plat_protect(page, MOTE_PAGE_BYTES, MOTE_PLAT_NONE);
	mote_test_note("%d", *(volatile char *)page);
}
#endif
