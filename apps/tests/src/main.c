/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/test.h>

#include "status.h"

int main(void)
{
	if (mote_tests_status_given)
		return mote_tests_status;
	return mote_test_main();
}
