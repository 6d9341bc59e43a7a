/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/plat.h>
#include <mote/test.h>

MOTE_TEST(parameter_owned, "parameter: the hypervisor's tokens are the platform's, others are not")
{
	MOTE_CHECK(mote_plat_owns_parameter("virtio_mmio.device=512@0xfeb00e00:12"));
	MOTE_CHECK(!mote_plat_owns_parameter("virtio_mmio.devices=1"));
	MOTE_CHECK(!mote_plat_owns_parameter("virtio"));
	MOTE_CHECK(!mote_plat_owns_parameter(""));
}
