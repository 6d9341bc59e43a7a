# SPDX-License-Identifier: BSD-3-Clause
"""The tests of the C library and of POSIX interfaces, under interrupts at other moments in each boot."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib.testing import images  # noqa: E402
from motelib.testing.in_image import FaultsInImage, ModulesInImage  # noqa: E402

LANE = "test"

# An instruction takes 2^SHIFT ns: the more, the fewer of them lie between two interrupts.
SHIFTS = (0, 1, 3, 7)
SECONDS = 240
# The library's own descriptors, signals and clocks, where there are none of libs/posix.
ALONE = ("LIB_POSIX=n",)


class PosixTest(ModulesInImage, unittest.TestCase):
    """Boots the image of configs/tests-posix_defconfig."""

    each_subtest_counts = True

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("posix", "tests-posix")
        cls.make_initrd()

    def test_at_every_shift(self):
        for shift in SHIFTS:
            self.check_modules(f"icount shift {shift}", machine="q35", icount=shift,
                               timeout=SECONDS)


class LibraryAloneTest(ModulesInImage, FaultsInImage, unittest.TestCase):
    """The same without libs/posix."""

    each_subtest_counts = True

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("libc", "tests-posix", *ALONE)
        cls.make_initrd()

    def test_modules(self):
        self.check_modules("without libs/posix", machine="microvm", icount=1, cmdline="test.only=libc:")

    def test_faults(self):
        faults = [fault for fault in self.faults() if fault[0].startswith("libc")]
        for name, expected in faults:
            with self.subTest(name.replace("_", " ")):
                self.check_fault(name, expected)
        with self.subTest("they are found"):
            self.assertGreater(len(faults), 3)


if __name__ == "__main__":
    unittest.main()
