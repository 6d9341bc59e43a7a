/* SPDX-License-Identifier: BSD-3-Clause */
/* What was found at entry, for the log. Only in images that log information. */
#define MOTE_LOG_NAME "pvh"
#include <mote/boot.h>
#include <mote/log.h>
#include <mote/startup.h>
#include <mote/string.h>

#define CPUID_FEATURES 1
#define CPUID_FEATURES_HYPERVISOR (1u << 31) /* in ecx */
#define CPUID_HYPERVISOR 0x40000000	     /* its signature in ebx, ecx, edx */

struct cpuid {
	uint32_t a, b, c, d;
};

static struct cpuid cpuid(uint32_t leaf)
{
	struct cpuid result = {.a = leaf};

	__asm__("cpuid" : "+a"(result.a), "=b"(result.b), "+c"(result.c), "=d"(result.d));
	return result;
}

static void describe_hypervisor(void)
{
	struct cpuid leaf;
	char name[13] = "";

	if (!(cpuid(CPUID_FEATURES).c & CPUID_FEATURES_HYPERVISOR)) {
		mote_log_info("no hypervisor says that it is there");
		return;
	}
	leaf = cpuid(CPUID_HYPERVISOR);
	memcpy(name, &leaf.b, 4);
	memcpy(name + 4, &leaf.c, 4);
	memcpy(name + 8, &leaf.d, 4);
	mote_log_info("the hypervisor calls itself %s", name);
}

static int describe(void)
{
	const struct mote_boot_info *boot = mote_boot_info();

	describe_hypervisor();
	for (size_t i = 0; i < boot->range_count; i++)
		mote_log_debug("usable memory from %012lx to %012lx", boot->ranges[i].begin,
			       boot->ranges[i].end);
	if (boot->initrd)
		mote_log_info("initrd of %zu bytes at %p", boot->initrd_bytes, boot->initrd);
	mote_log_debug("ACPI root pointer given: %lx", boot->acpi_rsdp);
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_MEMORY, describe, "describing the machine", describe, NULL);
