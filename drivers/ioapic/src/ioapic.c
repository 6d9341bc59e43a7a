/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The I/O APIC: turns the lines of devices into interrupts of the local APIC. Intel 82093AA (I/O
 * APIC) data sheet §3; the Intel ICH9 data sheet §13.5 has the same registers.
 *
 * A line that is requested gets a route, and the route a vector. When the line is freed an interrupt
 * may be on its way still, and must find a handler: so the route keeps the vector until that can't be
 * any more.
 */
#include <config/DRIVER_IOAPIC_MADT.h>
#include <mote/apic.h>
#include <mote/compiler.h>
#include <mote/errno.h>
#include <mote/interrupt.h>
#include <mote/plat.h>
#include <mote/spinlock.h>
#include <stddef.h>
#include <stdint.h>

#include "madt.h"

/* Where it is on a machine that doesn't say, such as microvm without ACPI. */
#define ADDRESS_DEFAULT 0xfec00000

/* The two registers in memory through which the others are reached, and those others. */
#define SELECT (0x00 / 4)
#define WINDOW (0x10 / 4)
#define WINDOW_END 0x14
#define VERSION 0x01
#define REDIRECTION_LOW(pin) (0x10 + 2 * (pin))
#define REDIRECTION_HIGH(pin) (0x11 + 2 * (pin))

#define VERSION_LAST_PIN(version) ((version) >> 16 & 0xff)
#define VERSION_ABSENT UINT32_MAX

#define ACTIVE_LOW (1 << 13)
#define LEVEL_TRIGGERED (1 << 15)
#define MASKED (1 << 16)
#define DESTINATION_SHIFT 24

#define UNITS_MAX 4
#define ROUTES_MAX 16

struct unit {
	volatile uint32_t *registers;
	unsigned first_line;
	unsigned lines;
};

struct route {
	mote_interrupt_handler *handler; /* NULL: no line */
	void *argument;
	unsigned line;
	int vector; /* 0: none yet */
};

static struct unit units[UNITS_MAX];
static unsigned unit_count;
static struct route routes[ROUTES_MAX];
static struct mote_spinlock lock;

static uint32_t read_register(const struct unit *unit, unsigned number)
{
	unit->registers[SELECT] = number;
	return unit->registers[WINDOW];
}

static void write_register(const struct unit *unit, unsigned number, uint32_t value)
{
	unit->registers[SELECT] = number;
	unit->registers[WINDOW] = value;
}

static void mask(const struct unit *unit, unsigned pin)
{
	write_register(unit, REDIRECTION_LOW(pin), MASKED);
}

static void add_unit(uint32_t address, uint32_t first_line)
{
	struct unit *unit = &units[unit_count];
	uint32_t version;

	if (unit_count == UNITS_MAX)
		return;
	unit->registers = mote_plat_map(address, WINDOW_END, true);
	if (!unit->registers)
		return;
	version = read_register(unit, VERSION);
	if (version == VERSION_ABSENT)
		return;
	unit->first_line = first_line;
	unit->lines = VERSION_LAST_PIN(version) + 1;
	for (unsigned pin = 0; pin < unit->lines; pin++)
		mask(unit, pin);
	unit_count++;
}

static int start(void)
{
	int error = mote_apic_start();

	if (error)
		return error;
	/* Where a table names none there is none. */
	if (!CONFIG_DRIVER_IOAPIC_MADT || mote_madt_find_ioapics(add_unit) != 0)
		add_unit(ADDRESS_DEFAULT, 0);
	return unit_count ? 0 : -ENODEV;
}

static const struct unit *unit_of(unsigned line)
{
	for (const struct unit *unit = units; unit < units + unit_count; unit++)
		if (line - unit->first_line < unit->lines)
			return unit;
	return NULL;
}

static struct route *route_of(unsigned line)
{
	for (struct route *route = routes; route < routes + ROUTES_MAX; route++)
		if (route->handler && route->line == line)
			return route;
	return NULL;
}

static void interrupt(void *argument)
{
	const struct route *route = argument;

	/* None: it was on its way when the line was freed. */
	if (route->handler)
		route->handler(route->argument);
	mote_apic_end_of_interrupt();
}

/* A route that no line has, with a vector; NULL where there is none. */
static struct route *free_route(void)
{
	for (struct route *route = routes; route < routes + ROUTES_MAX; route++) {
		if (route->handler)
			continue;
		if (!route->vector)
			route->vector = mote_plat_vector_alloc(interrupt, route);
		if (route->vector > 0)
			return route;
		route->vector = 0;
		return NULL;
	}
	return NULL;
}

static void unmask(const struct unit *unit, const struct route *route,
		   enum mote_interrupt_trigger trigger)
{
	unsigned pin = route->line - unit->first_line;
	bool is_low = trigger == MOTE_INTERRUPT_LEVEL_LOW;
	bool is_level = trigger != MOTE_INTERRUPT_EDGE;

	if (CONFIG_DRIVER_IOAPIC_MADT)
		mote_madt_override(route->line, &is_low, &is_level);
	write_register(unit, REDIRECTION_HIGH(pin), mote_apic_id() << DESTINATION_SHIFT);
	write_register(unit, REDIRECTION_LOW(pin),
		       route->vector | (is_low ? ACTIVE_LOW : 0) |
			       (is_level ? LEVEL_TRIGGERED : 0));
}

static int enable(unsigned line, enum mote_interrupt_trigger trigger,
		  mote_interrupt_handler *handler, void *argument)
{
	const struct unit *unit = unit_of(line);
	unsigned long flags;
	struct route *route;
	int error = -EBUSY;

	if (!unit)
		return -ENODEV;
	flags = mote_spin_lock_irqsave(&lock);
	if (!route_of(line)) {
		route = free_route();
		error = route ? 0 : -ENOMEM;
	}
	if (error == 0) {
		route->line = line;
		route->argument = argument;
		route->handler = handler;
		unmask(unit, route, trigger);
	}
	mote_spin_unlock_irqrestore(&lock, flags);
	return error;
}

static void release_vector(struct route *route)
{
	unsigned long flags = mote_spin_lock_irqsave(&lock);

	if (!route->handler && route->vector) {
		mote_plat_vector_free(route->vector);
		route->vector = 0;
	}
	mote_spin_unlock_irqrestore(&lock, flags);
}

static void disable(unsigned line)
{
	const struct unit *unit = unit_of(line);
	unsigned long flags = mote_spin_lock_irqsave(&lock);
	struct route *route = route_of(line);

	if (route) {
		mask(unit, line - unit->first_line);
		route->handler = NULL;
	}
	mote_spin_unlock_irqrestore(&lock, flags);
	/* What was on its way has come now; if the caller masks interrupts, the next line takes over. */
	if (route && mote_plat_irq_was_enabled(flags))
		release_vector(route);
}

MOTE_INTERRUPT_CONTROLLER(ioapic) = {
	.name = "I/O APIC",
	.start = start,
	.enable = enable,
	.disable = disable,
	.rating = 100,
};
