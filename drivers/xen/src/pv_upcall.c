/* SPDX-License-Identifier: BSD-3-Clause */
/* A PV domain's platform has told Xen where events enter; its one vector is that of event channels. */
#include "upcall.h"

#include <mote/plat.h>

int mote_xen_upcall_start(mote_interrupt_handler *handler)
{
	int vector = mote_plat_vector_alloc(handler, NULL);

	return vector < 0 ? vector : 0;
}
