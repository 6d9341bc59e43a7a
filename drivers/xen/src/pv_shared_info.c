/* SPDX-License-Identifier: BSD-3-Clause */
/* A PV domain's platform has mapped the page that it shares with Xen, as interrupts need it. */
#include <mote/plat.h>
#include <mote/xen/shared_info.h>

volatile struct mote_xen_shared_info *mote_xen_shared_info(void)
{
	return (volatile struct mote_xen_shared_info *)&mote_xenpv_shared_info;
}
