/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where a PVH image begins. The hypervisor enters here in 32-bit protected mode with paging off and
 * the physical address of the start info in %ebx (Xen's docs/misc/pvh.pandoc). This file
 *
 *   1. refuses, with a message, a machine whose memory ends before the image does,
 *   2. builds page tables in which nothing is both writable and executable,
 *   3. enters 64-bit mode and calls mote_pvh_start() on the main stack.
 *
 * So the first C function already runs under W^X. The tables map memory one to one from 0 to the end
 * of the range that holds the image, at most to 1 GiB: the 2 MiB pages that hold the image in pages
 * of 4 KiB with the rights of each section, all else writable and not executable. The page under
 * each stack is not mapped, and page zero is read-only: the start info may lie in it, so it can only
 * be unmapped once that is read.
 */
#include <config/BOOT_STAMP.h>
#include <config/INTERRUPTS.h>
#if CONFIG_INTERRUPTS
#include <config/INTERRUPT_STACK_PAGES.h>
#endif
#include <config/MAIN_STACK_PAGES.h>
#include "x86.h"
#include "start_info.h"

	.section .note.pvh, "a", @note
	.balign	4
	.long	4, 4, XEN_ELFNOTE_PHYS32_ENTRY
	.asciz	"Xen"
	.long	mote_pvh_entry

	.cfi_sections .debug_frame

	.section .text.entry, "ax", @progbits
	.code32
	.globl	mote_pvh_entry
	.type	mote_pvh_entry, @function
mote_pvh_entry:
	.cfi_startproc
	.cfi_undefined 16
#if CONFIG_BOOT_STAMP
	rdtsc
	mov	%eax, %ebp
	mov	%edx, %esp
#endif
	cld
	/* No stack yet: what is needed later stays in %ebx (start info). */

	/*
	 * Is there memory under all of the image? A start info without a memory map can't be asked.
	 */
	mov	START_INFO_MEMMAP(%ebx), %esi
	mov	START_INFO_MEMMAP_ENTRIES(%ebx), %ecx
	xor	%edi, %edi		/* where the memory found so far ends */
	cmpl	$1, START_INFO_VERSION(%ebx)
	jb	memory_is_large
	jecxz	memory_is_large
next_range:
	cmpl	$MEMMAP_TYPE_RAM, MEMMAP_TYPE(%esi)
	jne	skip_range
	cmpl	$0, MEMMAP_ADDR+4(%esi)
	jne	skip_range
	mov	MEMMAP_ADDR(%esi), %eax
	cmp	$mote_image_begin, %eax
	ja	skip_range
	cmpl	$0, MEMMAP_SIZE+4(%esi)
	jne	memory_is_large
	add	MEMMAP_SIZE(%esi), %eax
	jc	memory_is_large
	cmp	$mote_image_end, %eax
	jae	memory_fits
	mov	%eax, %edi
skip_range:
	add	$MEMMAP_ENTRY_BYTES, %esi
	loop	next_range
	mov	%edi, %eax
	jmp	mote_pvh_too_little_memory
memory_is_large:
	mov	$MAPPED_AT_ENTRY_MAX, %eax
memory_fits:
	/* In pages of 2 MiB, as many as there is memory for. */
	cmp	$MAPPED_AT_ENTRY_MAX, %eax
	jbe	1f
	mov	$MAPPED_AT_ENTRY_MAX, %eax
1:	add	$(LARGE_PAGE_BYTES - 1), %eax
	shr	$LARGE_PAGE_SHIFT, %eax
	mov	%eax, %ecx
	shl	$LARGE_PAGE_SHIFT, %eax
	mov	%eax, mote_pvh_mapped_end

#if CONFIG_BOOT_STAMP
	mov	%ebp, mote_pvh_boot_stamp
	mov	%esp, mote_pvh_boot_stamp + 4
#endif
	/* From here on the main stack is there; the return address of nobody ends a backtrace. */
	mov	$mote_pvh_main_stack_end, %esp

	/* The upper levels: one entry each, then %ecx pages of 2 MiB. */
	movl	$mote_pvh_pdpt + (PTE_PRESENT | PTE_WRITE), mote_pvh_pml4
	movl	$mote_pvh_pd + (PTE_PRESENT | PTE_WRITE), mote_pvh_pdpt
	mov	$mote_pvh_pd, %edi
	mov	$(PTE_PRESENT | PTE_WRITE | PTE_LARGE), %eax
	mov	$PTE_NO_EXECUTE_HIGH, %edx
	mov	$LARGE_PAGE_BYTES, %esi
	call	fill

	/* The page tables under the image; there are as many as the linker found it to need. */
	mov	$mote_pvh_pd, %edi
	mov	$mote_pvh_pt + (PTE_PRESENT | PTE_WRITE), %eax
	xor	%edx, %edx
	mov	$4096, %esi
	mov	$mote_pvh_pt_count, %ecx
	call	fill

	/* Their entries, range by range. */
	mov	$mote_pvh_pt, %edi
	mov	$(PTE_PRESENT | PTE_WRITE), %eax
	mov	$PTE_NO_EXECUTE_HIGH, %edx
	mov	$mote_text_begin, %ecx
	call	map_until
	xor	$PTE_WRITE, %eax
	xor	%edx, %edx
	mov	$mote_text_end, %ecx
	call	map_until
	mov	$PTE_NO_EXECUTE_HIGH, %edx
	mov	$mote_rodata_end, %ecx
	call	map_until
	xor	$PTE_WRITE, %eax
	mov	$mote_pvh_pt_limit, %ecx
	call	map_until
	movl	$0, mote_pvh_stack_guard_pte
	movl	$0, mote_pvh_trap_stack_guard_pte
#if CONFIG_INTERRUPTS
	movl	$0, mote_pvh_interrupt_stack_guard_pte
#endif
	andl	$~PTE_WRITE, mote_pvh_pt

	/*
	 * PAE and SSE on; long mode and no-execute on; then paging. That the kernel too can't write
	 * to what is read-only must wait: loading the task register marks its descriptor busy.
	 */
	mov	%cr4, %eax
	or	$(CR4_PAE | CR4_OSFXSR | CR4_OSXMMEXCPT), %eax
	mov	%eax, %cr4
	mov	$mote_pvh_pml4, %eax
	mov	%eax, %cr3
	mov	$MSR_EFER, %ecx
	rdmsr
	or	$(EFER_LME | EFER_NXE), %eax
	wrmsr
	mov	$(CR0_PG | CR0_NE | CR0_ET | CR0_MP | CR0_PE), %eax
	mov	%eax, %cr0
	lgdt	gdt_pointer
	ljmp	$SELECTOR_CODE, $enter_64

/* Fills entries of a page table at %edi with %edx:%eax and following pages up to address %ecx. */
map_until:
	mov	%eax, %ebp
	and	$~0xfff, %ebp
	sub	%ebp, %ecx
	jbe	1f
	shr	$12, %ecx
/* Fills %ecx entries of a table at %edi with %edx:%eax, each %esi further on. */
fill:	mov	%eax, (%edi)
	mov	%edx, 4(%edi)
	add	$8, %edi
	add	%esi, %eax
	loop	fill
1:	ret

	.code64
enter_64:
	mov	$SELECTOR_DATA, %eax
	mov	%eax, %ss
	mov	%eax, %ds
	mov	%eax, %es
	movl	$mote_pvh_trap_stack_end, tss + TSS_IST1
	mov	$SELECTOR_TSS, %eax
	ltr	%ax
	mov	%cr0, %rax
	or	$CR0_WP, %eax
	mov	%rax, %cr0
	mov	%ebx, %edi
	xor	%ebp, %ebp
	call	mote_pvh_start
	ud2
	.cfi_endproc
	.size	mote_pvh_entry, . - mote_pvh_entry

	.section .rodata.mote_pvh_gdt, "a", @progbits
	.balign	8
gdt:	.quad	0
	.quad	0x00af9b000000ffff
	.quad	0x00cf93000000ffff
	.quad	mote_pvh_tss_descriptor, 0	/* the linker script computes it */
gdt_pointer:
	.word	. - gdt - 1
	.long	gdt

	.section .bss.mote_pvh_mapped_end, "aw", @nobits
	.balign	8
	.globl	mote_pvh_mapped_end
mote_pvh_mapped_end:
	.skip	8

	.section .bss.ro_after_init, "aw", @nobits
	.balign	8
	.globl	mote_pvh_tss
mote_pvh_tss:
tss:	.skip	TSS_BYTES

#if CONFIG_BOOT_STAMP
	.section .data.mote_pvh_boot_stamp, "aw", @progbits
	.balign	8
	.globl	mote_pvh_boot_stamp
mote_pvh_boot_stamp:
	.quad	0
#endif

	/* A stack of PAGES pages, with a page below that isn't mapped. */
	.macro	stack guard, begin, end, pages
	.globl	\guard, \begin, \end
\guard:	.skip	4096
\begin:	.skip	(\pages) * 4096
\end:
	.endm

	.section .bss.mote_pvh_stacks, "aw", @nobits
	.balign	4096
	stack	mote_pvh_stack_guard, mote_pvh_main_stack, mote_pvh_main_stack_end, \
		CONFIG_MAIN_STACK_PAGES
#if CONFIG_INTERRUPTS
	stack	mote_pvh_interrupt_stack_guard, mote_pvh_interrupt_stack, \
		mote_pvh_interrupt_stack_end, CONFIG_INTERRUPT_STACK_PAGES
#endif
	/* Exceptions have a stack of their own, so that the overflow of another can be reported. */
	stack	mote_pvh_trap_stack_guard, mote_pvh_trap_stack, mote_pvh_trap_stack_end, 1
