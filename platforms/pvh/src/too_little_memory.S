/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of an image that does not fit into the machine's memory: a message with both figures and
 * status 71. It runs before there is a stack, page tables or C, since those may be what does not
 * fit; so it prints by itself, without memory but the text of the image.
 *
 * In: %eax, the address at which memory ends.
 */
#include <config/DRIVER_DEBUGEXIT.h>
#include <config/DRIVER_UART_NS16550.h>
#if CONFIG_DRIVER_DEBUGEXIT
#include <config/DRIVER_DEBUGEXIT_PORT.h>
#endif
#if CONFIG_DRIVER_UART_NS16550
#include <config/DRIVER_UART_NS16550_PORT.h>
#endif
#include <mote/status.h>

	.section .text.mote_pvh_too_little_memory, "ax", @progbits
	.code32
	.globl	mote_pvh_too_little_memory
	.type	mote_pvh_too_little_memory, @function
mote_pvh_too_little_memory:
#if CONFIG_DRIVER_UART_NS16550
	mov	%eax, %ebp
	mov	$message_needs, %esi
	mov	$1f, %edi
	jmp	put_string
1:	mov	$mote_image_end_kib, %eax
	mov	$2f, %edi
	jmp	put_number
2:	mov	$message_has, %esi
	mov	$3f, %edi
	jmp	put_string
3:	mov	%ebp, %eax
	shr	$10, %eax
	mov	$4f, %edi
	jmp	put_number
4:	mov	$message_end, %esi
	mov	$5f, %edi
	jmp	put_string
5:
#endif
#if CONFIG_DRIVER_DEBUGEXIT
	mov	$CONFIG_DRIVER_DEBUGEXIT_PORT, %edx
	mov	$MOTE_STATUS_TOO_LITTLE_MEMORY, %al
	out	%al, %dx
#endif
	/* A fault without an interrupt descriptor table resets the machine. */
	lidt	no_idt
	ud2

#if CONFIG_DRIVER_UART_NS16550
/* Prints the string at %esi, goes on at %edi. */
put_string:
	mov	$CONFIG_DRIVER_UART_NS16550_PORT, %edx
1:	lodsb
	test	%al, %al
	jz	2f
	out	%al, %dx
	jmp	1b
2:	jmp	*%edi

/* Prints %eax, below 10,000,000, in decimal, goes on at %edi. The divisor %ecx walks down. */
put_number:
	mov	$1000000, %ecx
	xor	%ebx, %ebx
1:	xor	%edx, %edx
	div	%ecx
	mov	%edx, %esi	/* the digits still to come */
	or	%eax, %ebx	/* zero until the first digit that counts */
	jz	2f
	add	$'0', %al
	mov	$CONFIG_DRIVER_UART_NS16550_PORT, %edx
	out	%al, %dx
2:	mov	%ecx, %eax
	xor	%edx, %edx
	mov	$10, %ecx
	div	%ecx
	mov	%eax, %ecx
	mov	%esi, %eax
	test	%ecx, %ecx
	jnz	1b
	jmp	*%edi

	.section .rodata.mote_pvh_too_little_memory, "a", @progbits
message_needs:
	.asciz	"mote: this image needs at least "
message_has:
	.asciz	" KiB of memory and the machine has "
message_end:
	.asciz	" KiB (make run MEM=...)\n"
#endif

	.section .rodata.mote_pvh_no_idt, "a", @progbits
no_idt:	.word	0
	.long	0
