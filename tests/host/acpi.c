/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ACPI tables that firmware might hand over, damaged ones among them. Physical memory is a few
 * regions, each allocated by itself, so that the sanitizer sees every byte that is read beside a
 * table.
 */
#include "../../drivers/acpi/src/button.h"
#include "../../drivers/acpi/src/power_off.c"

#include <mote/boot.h>
#include <mote/errno.h>
#include <mote/stop.h>
#include <mote/string.h>
#include <mote/test_random.h>
#include <stdlib.h>
#include <unit.h>

#define RSDP_AT 0xe0040
#define RSDP_BYTES 36
#define ROOT_AT 0x7fe0000
#define FADT_AT 0x7fe1000
#define DSDT_AT 0x7fe2000
#define DSDT_BYTES 400
#define PM1A 0x604
#define PM1A_EVENT 0x600
#define PM1A_ENABLE 0x602
#define SMI_COMMAND 0xb2
#define ACPI_ENABLE 2
#define SCI_LINE 9
#define EVENTS_AT 0xfea00000
#define SLEEP_TYPE 5
#define SLEEP_AT 0xfea00200

static struct region {
	uint64_t phys;
	size_t bytes;
	unsigned char *memory;
} regions[8];
static size_t region_count;

static struct mote_boot_info boot;
static jmp_buf machine_is_off;
static uint16_t written_port;
static uint16_t written_value;
static bool may_map = true;

/* PM1's registers, and what the drivers have said of the power button. */
static uint16_t pm1_status;
static uint16_t pm1_enabled;
static uint16_t pm1_control;
static unsigned button_line;
static enum mote_interrupt_trigger button_trigger;
static mote_interrupt_handler *button_handler;
static unsigned requests;

int mote_acpi_button_request(unsigned line, enum mote_interrupt_trigger trigger,
			     mote_interrupt_handler *handler)
{
	button_line = line;
	button_trigger = trigger;
	button_handler = handler;
	return 0;
}

void mote_stop_request(void)
{
	requests++;
}

const struct mote_boot_info *mote_boot_info(void)
{
	return &boot;
}

void *mote_plat_map(uint64_t phys, size_t bytes, int uncached)
{
	(void)uncached;
	assert_true(may_map);
	for (size_t i = 0; i < region_count; i++)
		if (phys >= regions[i].phys && phys - regions[i].phys < regions[i].bytes &&
		    bytes <= regions[i].bytes - (phys - regions[i].phys))
			return regions[i].memory + (phys - regions[i].phys);
	return NULL;
}

/* What the driver reads while it waits: here the machine goes off. */
uint8_t mote_plat_in8(uint16_t port)
{
	(void)port;
	longjmp(machine_is_off, 1);
}

void mote_plat_out8(uint16_t port, uint8_t value)
{
	/* The firmware changes to ACPI mode. */
	if (port == SMI_COMMAND && value == ACPI_ENABLE)
		pm1_control |= 1;
	written_port = port;
	written_value = value;
}

uint16_t mote_plat_in16(uint16_t port)
{
	return port == PM1A_EVENT ? pm1_status : port == PM1A ? pm1_control : UINT16_MAX;
}

void mote_plat_out16(uint16_t port, uint16_t value)
{
	if (port == PM1A_EVENT)
		pm1_status &= ~value;
	else if (port == PM1A_ENABLE)
		pm1_enabled = value;
	written_port = port;
	written_value = value;
}

static unsigned char *add_region(uint64_t phys, size_t bytes)
{
	struct region *region = &regions[region_count++];

	*region = (struct region){phys, bytes, calloc(1, bytes)};
	assert_non_null(region->memory);
	return region->memory;
}

static void set_checksum(unsigned char *bytes, size_t count, size_t at)
{
	unsigned char sum = 0;

	bytes[at] = 0;
	for (size_t i = 0; i < count; i++)
		sum += bytes[i];
	bytes[at] = -sum;
}

/* Of the regions the first holds the root pointer, those up to here tables, the last registers. */
#define TABLES 4

/* Where the event device begins in the DSDT, and the bytes of it that tests change. */
#define EVENT_DEVICE 200
#define EVENT_DEVICE_NAME (EVENT_DEVICE + 14)
#define EVENT_DEVICE_FLAGS (EVENT_DEVICE + 45)
#define EVENT_DEVICE_MASK (EVENT_DEVICE + 99)
#define EVENT_DEVICE_NOTIFY (EVENT_DEVICE + 104)

#define RSDP_CHECKSUM 8
#define TABLE_CHECKSUM 9

static unsigned char *add_table(uint64_t phys, const char *signature, size_t bytes)
{
	unsigned char *table = add_region(phys, bytes);

	memcpy(table, signature, 4);
	*(uint32_t *)(table + 4) = (uint32_t)bytes;
	set_checksum(table, bytes, TABLE_CHECKSUM);
	return table;
}

static void put32(unsigned char *table, size_t at, uint32_t value)
{
	memcpy(table + at, &value, sizeof(value));
}

static void put64(unsigned char *table, size_t at, uint64_t value)
{
	memcpy(table + at, &value, sizeof(value));
}

/* The tables of a PC: RSDP in the BIOS area, root table, FADT, and a DSDT with _S5_ in it. */
static void open_pc(int revision)
{
	/* Name (\_S5, Package (4) {5, 5, 0, 0}) in AML. */
	/* clang-format off */
	static const unsigned char s5[] = {
		0x08, '_', 'S', '5', '_',
		0x12, 0x08, 0x04, 0x0a, SLEEP_TYPE, 0x0a, SLEEP_TYPE, 0x00, 0x00,
		0x00, 0x00, /* something else */
	};
	/* As QEMU 7.2 has it for its microvm: see event_device.c. */
	static const unsigned char event_device[] = {
		0x5b, 0x82, 0x4c, 0x06, 'G', 'E', 'D', '_',
		0x08, '_', 'H', 'I', 'D', 0x0d, 'A', 'C', 'P', 'I', '0', '0', '1', '3', 0x00,
		0x08, '_', 'U', 'I', 'D', 0x0d, 'G', 'E', 'D', 0x00,
		0x08, '_', 'C', 'R', 'S', 0x11, 0x0e, 0x0a, 0x0b,
		0x89, 0x06, 0x00, 0x03, 0x01, SCI_LINE, 0x00, 0x00, 0x00, 0x79, 0x00,
		0x5b, 0x80, 'E', 'R', 'E', 'G', 0x00, 0x0c, 0x00, 0x00, 0xa0, 0xfe, 0x0a, 0x04,
		0x5b, 0x81, 0x0b, 'E', 'R', 'E', 'G', 0x43, 'E', 'S', 'E', 'L', 0x20,
		0x14, 0x1d, '_', 'E', 'V', 'T', 0x09, 0x70, 'E', 'S', 'E', 'L', 0x60,
		0xa0, 0x10, 0x93, 0x7b, 0x60, 0x0a, 0x02, 0x00, 0x0a, 0x02,
		0x86, 'P', 'W', 'R', 'B', 0x0a, 0x80,
	};
	/* clang-format on */
	unsigned char *rsdp = add_region(RSDP_AT, RSDP_BYTES);
	size_t entry_bytes = revision ? 8 : 4;
	unsigned char *root = add_table(ROOT_AT, revision ? "XSDT" : "RSDT", 36 + 2 * entry_bytes);
	unsigned char *fadt = add_table(FADT_AT, "FACP", 256);
	unsigned char *dsdt = add_table(DSDT_AT, "DSDT", DSDT_BYTES);

	memcpy(rsdp, "RSD PTR ", 8);
	rsdp[15] = (unsigned char)revision;
	put32(rsdp, 16, revision ? 0 : ROOT_AT);
	put64(rsdp, 24, revision ? ROOT_AT : 0);
	set_checksum(rsdp, 20, RSDP_CHECKSUM);
	/* The first entry names nothing, as some firmware has it. */
	if (revision)
		put64(root, 36 + 8, FADT_AT);
	else
		put32(root, 36 + 4, FADT_AT);
	set_checksum(root, 36 + 2 * entry_bytes, TABLE_CHECKSUM);
	put32(fadt, offsetof(struct mote_acpi_fadt, dsdt), DSDT_AT);
	put32(fadt, offsetof(struct mote_acpi_fadt, pm1a_control), PM1A);
	put32(fadt, offsetof(struct mote_acpi_fadt, pm1a_event), PM1A_EVENT);
	put32(fadt, offsetof(struct mote_acpi_fadt, smi_command), SMI_COMMAND);
	fadt[offsetof(struct mote_acpi_fadt, acpi_enable)] = ACPI_ENABLE;
	fadt[offsetof(struct mote_acpi_fadt, sci_line)] = SCI_LINE;
	fadt[offsetof(struct mote_acpi_fadt, pm1_event_bytes)] = 4;
	set_checksum(fadt, 256, TABLE_CHECKSUM);
	memcpy(dsdt + 100, s5, sizeof(s5));
	memcpy(dsdt + EVENT_DEVICE, event_device, sizeof(event_device));
	add_region(EVENTS_AT, sizeof(uint32_t));
	pm1_control = 0x0402;
	pm1_status = 0;
	pm1_enabled = 0x0001;
	button_handler = NULL;
	requests = 0;
	set_checksum(dsdt, DSDT_BYTES, TABLE_CHECKSUM);
	boot.acpi_rsdp = RSDP_AT;
}

static void close_pc(void)
{
	while (region_count)
		free(regions[--region_count].memory);
}

/* After a test that has failed there may be a machine left. */
static int close_after_test(void **state)
{
	(void)state;
	close_pc();
	return 0;
}

static unsigned char *table_at(uint64_t phys)
{
	for (size_t i = 0; i < region_count; i++)
		if (regions[i].phys == phys)
			return regions[i].memory;
	return NULL;
}

/* Whether the machine went off. */
static bool power_off(void)
{
	written_port = 0;
	dsdt = NULL;
	sleep_register = NULL;
	assert_int_equal(power_off_start(), 0);
	/* From here on nothing may be mapped, as in a panic. */
	may_map = false;
	if (setjmp(machine_is_off))
		return may_map = true;
	mote_power_off_acpi.power_off(0);
	may_map = true;
	return false;
}

static void finds_tables(void **state)
{
	(void)state;
	for (int revision = 0; revision <= 2; revision += 2) {
		open_pc(revision);
		assert_ptr_equal(mote_acpi_find("FACP"), table_at(FADT_AT));
		assert_null(mote_acpi_find("HPET"));
		/* Where nothing stands at the address that the hypervisor says, and where it says none. */
		boot.acpi_rsdp = RSDP_AT + 16;
		assert_null(mote_acpi_find("FACP"));
		boot.acpi_rsdp = 0;
		assert_null(mote_acpi_find("FACP"));
		close_pc();
	}
}

static void finds_nothing_without_tables(void **state)
{
	(void)state;
	boot.acpi_rsdp = RSDP_AT;
	assert_null(mote_acpi_find("FACP"));
	assert_false(power_off());
	add_region(RSDP_AT, RSDP_BYTES);
	assert_null(mote_acpi_find("FACP"));
	assert_false(power_off());
	close_pc();
}

static void refuses_damaged_tables(void **state)
{
	static const uint64_t tables[] = {ROOT_AT, FADT_AT};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		open_pc(2);
		table_at(tables[i])[20] ^= 1;
		assert_null(mote_acpi_find("FACP"));
		close_pc();
		open_pc(2);
		put32(table_at(tables[i]), 4, i ? UINT32_MAX : 35);
		assert_null(mote_acpi_find("FACP"));
		close_pc();
	}
	open_pc(0);
	table_at(RSDP_AT)[9] ^= 1;
	assert_null(mote_acpi_find("FACP"));
	close_pc();
}

static void powers_off_by_pm1(void **state)
{
	(void)state;
	open_pc(0);
	assert_true(power_off());
	assert_int_equal(written_port, PM1A);
	/* What else is in the register stays, but for the sleep type. */
	assert_int_equal(written_value, 0x0002 | SLEEP_TYPE << 10 | 1 << 13);
	close_pc();
}

static void powers_off_by_the_sleep_register(void **state)
{
	unsigned char *fadt;

	(void)state;
	open_pc(2);
	fadt = table_at(FADT_AT);
	put32(fadt, offsetof(struct mote_acpi_fadt, flags), ACPI_FADT_HW_REDUCED);
	fadt[offsetof(struct mote_acpi_fadt, sleep_control)] = ACPI_SPACE_IO;
	put64(fadt, offsetof(struct mote_acpi_fadt, sleep_control) + 4, 0x700);
	set_checksum(fadt, 256, TABLE_CHECKSUM);
	assert_true(power_off());
	assert_int_equal(written_port, 0x700);
	assert_int_equal(written_value, SLEEP_TYPE << 2 | 1 << 5);
	close_pc();
}

static void powers_off_by_a_register_in_memory(void **state)
{
	unsigned char *fadt, *sleep;

	(void)state;
	open_pc(2);
	sleep = add_region(SLEEP_AT, 1);
	fadt = table_at(FADT_AT);
	put32(fadt, offsetof(struct mote_acpi_fadt, flags), ACPI_FADT_HW_REDUCED);
	put64(fadt, offsetof(struct mote_acpi_fadt, sleep_control) + 4, SLEEP_AT);
	set_checksum(fadt, 256, TABLE_CHECKSUM);
	assert_true(power_off());
	assert_int_equal(written_port, 0);
	assert_int_equal(*sleep, SLEEP_TYPE << 2 | 1 << 5);
	close_pc();
}

static void does_nothing_without_a_way_to_power_off(void **state)
{
	(void)state;
	/* No address of a DSDT. */
	open_pc(2);
	put32(table_at(FADT_AT), offsetof(struct mote_acpi_fadt, dsdt), 0);
	set_checksum(table_at(FADT_AT), 256, TABLE_CHECKSUM);
	assert_false(power_off());
	close_pc();
	/* No _S5_ in it. */
	open_pc(2);
	table_at(DSDT_AT)[103] = '4';
	set_checksum(table_at(DSDT_AT), DSDT_BYTES, TABLE_CHECKSUM);
	assert_false(power_off());
	close_pc();
	/* One that is damaged. */
	open_pc(2);
	table_at(DSDT_AT)[150] ^= 1;
	assert_false(power_off());
	close_pc();
}

/* The fixed power button of a PC. */
static void hears_the_fixed_button(void **state)
{
	(void)state;
	open_pc(2);
	assert_int_equal(mote_acpi_fixed_button_start(mote_acpi_fadt()), 0);
	assert_int_equal(button_line, SCI_LINE);
	assert_int_equal(button_trigger, MOTE_INTERRUPT_LEVEL_LOW);
	assert_true(pm1_control & 1);
	/* The button's event alone. */
	assert_int_equal(pm1_enabled, 1 << 8);
	button_handler(NULL);
	assert_int_equal(requests, 0);
	pm1_status = 1 << 8 | 1;
	button_handler(NULL);
	assert_int_equal(requests, 1);
	assert_int_equal(pm1_status, 1);
	close_pc();
}

static void finds_no_fixed_button(void **state)
{
	static const size_t fields[] = {
		offsetof(struct mote_acpi_fadt, pm1a_event),
		offsetof(struct mote_acpi_fadt, pm1a_control),
		offsetof(struct mote_acpi_fadt, smi_command),
	};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		open_pc(2);
		put32(table_at(FADT_AT), fields[i], 0);
		set_checksum(table_at(FADT_AT), 256, TABLE_CHECKSUM);
		assert_int_equal(mote_acpi_fixed_button_start(mote_acpi_fadt()), -ENODEV);
		assert_null(button_handler);
		close_pc();
	}
	open_pc(2);
	put32(table_at(FADT_AT), offsetof(struct mote_acpi_fadt, flags),
	      ACPI_FADT_NO_FIXED_POWER_BUTTON);
	set_checksum(table_at(FADT_AT), 256, TABLE_CHECKSUM);
	assert_int_equal(mote_acpi_fixed_button_start(mote_acpi_fadt()), -ENODEV);
	close_pc();
}

static void hears_the_event_device(void **state)
{
	uint32_t *events;

	(void)state;
	open_pc(2);
	events = (uint32_t *)table_at(EVENTS_AT);
	assert_int_equal(mote_acpi_event_device_start(mote_acpi_fadt()), 0);
	assert_int_equal(button_line, SCI_LINE);
	assert_int_equal(button_trigger, MOTE_INTERRUPT_EDGE);
	*events = 1;
	button_handler(NULL);
	assert_int_equal(requests, 0);
	*events = 3;
	button_handler(NULL);
	assert_int_equal(requests, 1);
	close_pc();
	/* Another way to signal. */
	open_pc(2);
	table_at(DSDT_AT)[EVENT_DEVICE_FLAGS] = 5;
	set_checksum(table_at(DSDT_AT), DSDT_BYTES, TABLE_CHECKSUM);
	assert_int_equal(mote_acpi_event_device_start(mote_acpi_fadt()), 0);
	assert_int_equal(button_trigger, MOTE_INTERRUPT_LEVEL_LOW);
	close_pc();
}

static void refuses_another_event_device(void **state)
{
	static const size_t places[] = {EVENT_DEVICE_NAME, EVENT_DEVICE_MASK, EVENT_DEVICE_NOTIFY};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		open_pc(2);
		table_at(DSDT_AT)[places[i]] ^= 4;
		set_checksum(table_at(DSDT_AT), DSDT_BYTES, TABLE_CHECKSUM);
		assert_int_equal(mote_acpi_event_device_start(mote_acpi_fadt()), -ENODEV);
		assert_null(button_handler);
		close_pc();
	}
	/* One that is damaged. */
	open_pc(2);
	table_at(DSDT_AT)[EVENT_DEVICE] ^= 4;
	assert_int_equal(mote_acpi_event_device_start(mote_acpi_fadt()), -ENODEV);
	close_pc();
}

/* Each of its ways is tried, whatever the machine says it has. */
static void look_for_button(void)
{
	const struct mote_acpi_fadt *fadt = mote_acpi_fadt();

	if (!fadt)
		return;
	mote_acpi_fixed_button_start(fadt);
	if (mote_acpi_event_device_start(fadt) == 0)
		button_handler(NULL);
}

/* Changes some bytes; makes the checksums right again, mostly, so that the change is believed. */
static void damage(uint64_t *random)
{
	unsigned char *rsdp = table_at(RSDP_AT);

	for (size_t i = 1; i < TABLES; i++)
		for (uint64_t left = mote_test_random_below(random, 4); left; left--)
			regions[i].memory[mote_test_random_below(random, regions[i].bytes)] =
				(unsigned char)mote_test_random(random);
	rsdp[15 + mote_test_random_below(random, RSDP_BYTES - 15)] =
		(unsigned char)mote_test_random(random);
	if (mote_test_random_below(random, 8))
		set_checksum(rsdp, 20, RSDP_CHECKSUM);
	for (size_t i = 1; i < TABLES; i++)
		if (mote_test_random_below(random, 8))
			set_checksum(regions[i].memory, regions[i].bytes, TABLE_CHECKSUM);
}

static void survives_any_damage(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 100 * UNIT_SEEDS; seed++) {
		uint64_t random = seed;

		if (seed % 100 == 1)
			print_message("# seeds from %lu on\n", seed);
		open_pc(seed % 2 ? 2 : 0);
		damage(&random);
		mote_acpi_find("FACP");
		mote_acpi_find("APIC");
		look_for_button();
		power_off();
		close_pc();
	}
}

#define ACPI_TEST(function, text)                                                                  \
	{                                                                                          \
		text, function, NULL, close_after_test, NULL                                       \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ACPI_TEST(finds_tables, "acpi: tables are found, by either root table"),
		ACPI_TEST(finds_nothing_without_tables, "acpi: a machine without tables"),
		ACPI_TEST(refuses_damaged_tables, "acpi: damaged tables are refused"),
		ACPI_TEST(powers_off_by_pm1, "acpi: power-off by the PM1 control register"),
		ACPI_TEST(powers_off_by_the_sleep_register,
			  "acpi: power-off by the sleep register"),
		ACPI_TEST(powers_off_by_a_register_in_memory,
			  "acpi: power-off by a sleep register in memory"),
		ACPI_TEST(does_nothing_without_a_way_to_power_off, "acpi: no way to power off"),
		ACPI_TEST(hears_the_fixed_button, "acpi: a fixed power button"),
		ACPI_TEST(finds_no_fixed_button, "acpi: no fixed power button"),
		ACPI_TEST(hears_the_event_device, "acpi: an event device's power button"),
		ACPI_TEST(refuses_another_event_device,
			  "acpi: event devices that aren't understood"),
		ACPI_TEST(survives_any_damage, "acpi: random damage is survived"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
