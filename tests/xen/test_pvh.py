# SPDX-License-Identifier: BSD-3-Clause
"""Images as a PVH domain 0 of a real Xen: the modules' own tests, and each fault."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import domain  # noqa: E402

LANE = "all"
ALONE = True  # In an emulated Xen threads get little time; some tests need their share.


def setUpModule():  # noqa: N802
    domain.require_xen()


class ModulesTest(domain.ModulesInDomain, unittest.TestCase):
    each_subtest_counts = True  # of TAP, or of faults
    machine = "xen-pvh"


class FaultsTest(domain.FaultsInDomain, unittest.TestCase):
    each_subtest_counts = True  # of TAP, or of faults
    machine = "xen-pvh"


if __name__ == "__main__":
    unittest.main()
