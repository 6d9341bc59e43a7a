/* SPDX-License-Identifier: BSD-3-Clause */
#include <mote/bench.h>
#include <mote/format.h>

MOTE_BENCH(format, "format: a line with a string, a number and a hexadecimal one")
{
	static char line[80];

	while (mote_bench_more(bench)) {
		mote_bench_begin(bench);
		mote_format(line, sizeof(line), "device %s: %d bytes at %08x", "virtio0", 4096,
			    0xfeb00000);
		mote_bench_end(bench);
	}
}
