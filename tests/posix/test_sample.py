# SPDX-License-Identifier: BSD-3-Clause
"""Some tests of each interface of the Open POSIX Test Suite, each in a boot of its own."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from suite_in_image import SuiteInImage  # noqa: E402

LANE = "test"


class SampleTest(SuiteInImage, unittest.TestCase):
    """Boots the image with the first test of each interface and every eighth."""

    each_subtest_counts = True
    sample = True

    def test_some_of_each_interface(self):
        self.check_counts()
        self.check_tests(self.tests)


if __name__ == "__main__":
    unittest.main()
