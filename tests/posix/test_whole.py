# SPDX-License-Identifier: BSD-3-Clause
"""All of the Open POSIX Test Suite that a unikernel can have; threads and signals at other
speeds too.

How long an instruction takes decides where the timer's interrupts come.
"""

import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from suite_in_image import SuiteInImage  # noqa: E402

LANE = "all"

OTHER_SHIFTS = (1, 6)
AT_OTHER_SHIFTS = re.compile(
    r"(pthread_(cond|mutex|rwlock|barrier|cancel|kill|join|once)|sem_|sig|raise)\w*")


class WholeTest(SuiteInImage, unittest.TestCase):
    """Boots the image with all tests."""

    each_subtest_counts = True
    sample = False

    def test_all(self):
        self.check_counts()
        self.check_share(self.check_tests(self.tests))

    def test_at_other_speeds(self):
        chosen = [test for test in self.tests if AT_OTHER_SHIFTS.fullmatch(test.interface)]
        for shift in OTHER_SHIFTS:
            self.check_tests(chosen, shift, f" at 2^{shift} ns an instruction")


if __name__ == "__main__":
    unittest.main()
