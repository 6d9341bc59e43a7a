/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef PVH_XEN_MEMORY_MAP_H
#define PVH_XEN_MEMORY_MAP_H

#include <mote/boot.h>

/*
 * Fills BOOT's ranges as mote_pvh_memory_read() does, by the map that Xen gives when it is asked. Where
 * there is no Xen nothing changes.
 */
void mote_pvh_memory_ask(struct mote_boot_info *boot);

#endif
