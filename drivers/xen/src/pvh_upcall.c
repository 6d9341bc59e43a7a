/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A PVH domain gets its events by an interrupt vector. It comes without the local APIC, so nothing has
 * to be acknowledged there.
 */
#include "upcall.h"

#include <mote/plat.h>
#include <mote/xen/hypercall.h>

/* public/hvm/hvm_op.h, struct xen_hvm_param */
struct hvm_param {
	uint16_t domain;
	uint32_t index;
	uint64_t value;
};

#define HVMOP_SET_PARAM 0
/* public/hvm/params.h */
#define PARAM_CALLBACK_IRQ 0
#define CALLBACK_BY_VECTOR (2ULL << 56)

int mote_xen_upcall_start(mote_interrupt_handler *handler)
{
	struct hvm_param param = {.domain = MOTE_XEN_DOMID_SELF, .index = PARAM_CALLBACK_IRQ};
	int vector = mote_plat_vector_alloc(handler, NULL);
	long error;

	if (vector < 0)
		return vector;
	param.value = CALLBACK_BY_VECTOR | (unsigned)vector;
	error = mote_xen_hypercall(MOTE_XEN_HVM_OP, HVMOP_SET_PARAM, (uintptr_t)&param, 0, 0);
	if (error)
		mote_plat_vector_free(vector);
	return error;
}
