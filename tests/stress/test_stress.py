# SPDX-License-Identifier: BSD-3-Clause
"""Hundreds of threads do a million random things, in several interleavings, and all that must hold does.

The clock of the machine gives one interleaving, and each -icount shift (how much time an instruction takes)
another: interrupts come elsewhere.
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import qemu  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "all"

TIME_LIMIT = 900
MILLION = 1000000
# The shift, None for the machine's own clock; how many operations; how many threads.
RUNS = (
    (None, MILLION, 300),
    (0, MILLION, 200),
    (1, MILLION // 4, 400),
    (2, MILLION // 4, 50),
    (3, MILLION // 4, 200),
    (4, MILLION // 4, 300),
    (5, MILLION // 4, 100),
    (6, MILLION // 4, 200),
    (7, MILLION, 200),
)


class StressTest(unittest.TestCase):
    """Boots the image of configs/stress_defconfig."""

    each_subtest_counts = True

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("stress", "stress")

    def test_each(self):
        for seed, (shift, operations, threads) in enumerate(RUNS, 1):
            clock = "the machine's clock" if shift is None else f"icount shift {shift}"
            with self.subTest(f"{operations} operations of {threads} threads, {clock}"):
                self.boot(seed, shift, operations, threads)

    def boot(self, seed, shift, operations, threads):
        cmdline = f"stress.seed={seed} stress.operations={operations} stress.threads={threads}"
        result = qemu.boot(self.image.elf, cmdline=cmdline, icount=shift, timeout=TIME_LIMIT)
        self.assertEqual(result.status, 0, f"{cmdline}\n{result.console[-4000:]}")
        self.assertIn("all that must hold held", result.console)


if __name__ == "__main__":
    unittest.main()
