/* SPDX-License-Identifier: BSD-3-Clause */
/* One message of each level; tests/image reads on the host which of them appear. */
#define MOTE_LOG_NAME "tests"
#include <mote/log.h>
#include <mote/test.h>

MOTE_TEST(log_levels, "log: a message of each level")
{
	mote_log_error("an error, number %d", 1);
	mote_log_warning("a warning, number %d", 2);
	mote_log_info("information, number %d", 3);
	mote_log_debug("a step, number %d", 4);
}
