/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/bench.h>
#include <mote/boot.h>

int main(void)
{
	uint64_t started = mote_arch_stamp() - mote_boot_info()->entry_stamp;

	mote_bench_report("start", started, started,
			  "from the image's first instruction to main()");
	mote_bench_run_all();
	return 0;
}
