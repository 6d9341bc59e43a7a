# SPDX-License-Identifier: BSD-3-Clause
"""The modules' own tests where time goes by with the instructions, so that interrupts come elsewhere.

Under -icount nothing outside delays an image: a deadline that is missed is its own fault.
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import qemu  # noqa: E402
from motelib.testing import images, tap  # noqa: E402

SHIFTS = (0, 3, 7)


class InterleavingsTest(unittest.TestCase):
    """Boots the image of configs/tests_defconfig."""

    each_subtest_counts = True

    def test_each(self):
        image = images.build("image", "tests")
        for shift in SHIFTS:
            result = qemu.boot(image.elf, machine="q35", icount=shift, timeout=120)
            failed = [case for case in tap.parse(result.console) if not case.passed]
            with self.subTest(f"{1 << shift} ns an instruction"):
                self.assertEqual(failed, [])
                self.assertEqual(result.status, 0, result.console[-2000:])


if __name__ == "__main__":
    unittest.main()
