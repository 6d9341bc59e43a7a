/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/plat.h>
#include <mote/string.h>

/* QEMU's microvm and Firecracker append where their devices are, in the form that Linux defines. */
static const char prefix[] = "virtio_mmio.device=";

bool mote_plat_owns_parameter(const char *token)
{
	return strncmp(token, prefix, sizeof(prefix) - 1) == 0;
}
