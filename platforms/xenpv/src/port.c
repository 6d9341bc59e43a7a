/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * I/O ports. In another domain than the initial one an access traps, and a driver that looks whether
 * its device is there would end the image: so there it sees a bus without devices.
 */
#include <mote/plat.h>

#include "start.h"

static bool has_ports(void)
{
	return mote_xenpv_start_info->flags & SIF_PRIVILEGED;
}

uint8_t mote_plat_in8(uint16_t port)
{
	uint8_t value = UINT8_MAX;

	if (has_ports())
		__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

uint16_t mote_plat_in16(uint16_t port)
{
	uint16_t value = UINT16_MAX;

	if (has_ports())
		__asm__ volatile("inw %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

uint32_t mote_plat_in32(uint16_t port)
{
	uint32_t value = UINT32_MAX;

	if (has_ports())
		__asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

void mote_plat_out8(uint16_t port, uint8_t value)
{
	if (has_ports())
		__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

void mote_plat_out16(uint16_t port, uint16_t value)
{
	if (has_ports())
		__asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port));
}
