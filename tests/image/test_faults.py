# SPDX-License-Identifier: BSD-3-Clause
"""Each fault ends its image by a panic whose report and backtrace say what happened and where."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib.testing import images  # noqa: E402
from motelib.testing.in_image import FaultsInImage  # noqa: E402

LANE = "check"


class FaultsTest(FaultsInImage, unittest.TestCase):
    """One boot for each fault."""

    each_subtest_counts = True

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("image", "tests")

    def test_each(self):
        faults = self.faults()
        for name, expected in faults:
            with self.subTest(name.replace("_", " ")):
                self.check_fault(name, expected)
        with self.subTest("they are found"):
            self.assertGreater(len(faults), 20)

    def test_a_panic_is_the_same_on_q35(self):
        with self.subTest("null write on q35"):
            self.check_fault("null_write",
                             "page fault: write to 0000000000000000, a null pointer", machine="q35")


if __name__ == "__main__":
    unittest.main()
