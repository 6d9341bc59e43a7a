/* SPDX-License-Identifier: BSD-3-Clause */
/* Where a PVH domain has the page that it shares with Xen: in place of one of its own. */
#include <mote/page.h>
#include <mote/xen/hypercall.h>
#include <mote/xen/shared_info.h>

/* public/memory.h, struct xen_add_to_physmap */
struct add_to_physmap {
	uint16_t domain;
	uint16_t count;
	uint32_t space;
	uint64_t index;
	uint64_t frame;
};

#define XENMEM_ADD_TO_PHYSMAP 7
#define SPACE_SHARED_INFO 0

static volatile struct mote_xen_shared_info *shared_info;

static void map(void)
{
	struct add_to_physmap mapping = {
		.domain = MOTE_XEN_DOMID_SELF,
		.space = SPACE_SHARED_INFO,
	};
	void *page = mote_page_alloc(1);

	if (!page)
		return;
	mapping.frame = mote_plat_virt_to_phys(page) / MOTE_PAGE_BYTES;
	if (mote_xen_hypercall(MOTE_XEN_MEMORY_OP, XENMEM_ADD_TO_PHYSMAP, (uintptr_t)&mapping, 0,
			       0) == 0)
		shared_info = page;
	else
		mote_page_free(page, 1);
}

volatile struct mote_xen_shared_info *mote_xen_shared_info(void)
{
	if (!shared_info && mote_xen_is_here())
		map();
	return shared_info;
}
