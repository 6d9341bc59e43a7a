/* SPDX-License-Identifier: BSD-3-Clause */
/* The yardstick for start-up times: a PVH guest whose first instructions end it with status 0. */
	.section .note.pvh, "a", @note
	.balign	4
	.long	4, 4, 18		/* XEN_ELFNOTE_PHYS32_ENTRY */
	.asciz	"Xen"
	.long	start

	.text
	.code32
	.globl	start
start:	xor	%eax, %eax
	out	%al, $0xf4
	hlt
