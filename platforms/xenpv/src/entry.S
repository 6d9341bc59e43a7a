/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where a Xen PV image begins: in 64-bit mode, with paging on, on Xen's own start-up stack, and the
 * start info in %rsi (Xen's public/xen.h, "Start-of-day memory layout"). The notes tell the domain
 * builder what it has before it (public/elfnote.h).
 */
#include <config/BOOT_STAMP.h>
#include <config/INTERRUPTS.h>
#if CONFIG_INTERRUPTS
#include <config/INTERRUPT_STACK_PAGES.h>
#endif
#include <config/MAIN_STACK_PAGES.h>

#define XEN_ELFNOTE_ENTRY 1
#define XEN_ELFNOTE_VIRT_BASE 3
#define XEN_ELFNOTE_PADDR_OFFSET 4
#define XEN_ELFNOTE_XEN_VERSION 5
#define XEN_ELFNOTE_GUEST_OS 6
#define XEN_ELFNOTE_LOADER 8

	.macro	note type, value:vararg
	.balign	4
	.long	4, 2f - 1f, \type
	.asciz	"Xen"
1:	\value
2:
	.endm

	.section .note.xen, "a", @note
	note	XEN_ELFNOTE_GUEST_OS, .asciz "Mote"
	note	XEN_ELFNOTE_XEN_VERSION, .asciz "xen-3.0"
	note	XEN_ELFNOTE_LOADER, .asciz "generic"
	note	XEN_ELFNOTE_ENTRY, .quad mote_xenpv_entry
	/*
	 * The first page of the domain's memory is mapped where the image begins; the addresses in the
	 * program headers are virtual ones too.
	 */
	note	XEN_ELFNOTE_VIRT_BASE, .quad mote_xenpv_base
	note	XEN_ELFNOTE_PADDR_OFFSET, .quad mote_xenpv_base
	.balign	4

	.cfi_sections .debug_frame

	.section .text.entry, "ax", @progbits
	.globl	mote_xenpv_entry
	.type	mote_xenpv_entry, @function
mote_xenpv_entry:
	.cfi_startproc
	.cfi_undefined rip
#if CONFIG_BOOT_STAMP
	rdtsc
	mov	%eax, mote_xenpv_boot_stamp
	mov	%edx, mote_xenpv_boot_stamp + 4
#endif
	cld
	mov	$mote_xenpv_main_stack_end, %esp
	mov	%rsi, %rdi
	xor	%ebp, %ebp
	call	mote_xenpv_start
	ud2
	.cfi_endproc
	.size	mote_xenpv_entry, . - mote_xenpv_entry

#if CONFIG_BOOT_STAMP
	.section .bss.mote_xenpv_boot_stamp, "aw", @nobits
	.balign	8
	.globl	mote_xenpv_boot_stamp
mote_xenpv_boot_stamp:
	.skip	8
#endif

	/* Over this page of its own the image maps the one that it shares with Xen. */
	.section .bss.mote_xenpv_shared_info, "aw", @nobits
	.balign	4096
	.globl	mote_xenpv_shared_info
mote_xenpv_shared_info:
	.skip	4096

	/* And over this one, for a moment, each page table that it makes. */
	.section .bss.mote_xenpv_window, "aw", @nobits
	.balign	4096
	.globl	mote_xenpv_window
mote_xenpv_window:
	.skip	4096

	/* A stack of PAGES pages, with a page below that isn't mapped. */
	.macro	stack guard, begin, end, pages
	.globl	\guard, \begin, \end
\guard:	.skip	4096
\begin:	.skip	(\pages) * 4096
\end:
	.endm

	.section .bss.mote_xenpv_stacks, "aw", @nobits
	.balign	4096
	stack	mote_xenpv_stack_guard, mote_xenpv_main_stack, mote_xenpv_main_stack_end, \
		CONFIG_MAIN_STACK_PAGES
#if CONFIG_INTERRUPTS
	stack	mote_xenpv_interrupt_stack_guard, mote_xenpv_interrupt_stack, \
		mote_xenpv_interrupt_stack_end, CONFIG_INTERRUPT_STACK_PAGES
#endif
	/* Exceptions end on a stack of their own: of the other there may not be much left. */
	stack	mote_xenpv_trap_stack_guard, mote_xenpv_trap_stack, mote_xenpv_trap_stack_end, 1
