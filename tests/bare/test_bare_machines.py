# SPDX-License-Identifier: BSD-3-Clause
"""What the README says, on fresh machines of two Debian releases that have nothing but git."""

import re
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
import bare  # noqa: E402

LANE = "all"
ALONE = True  # Each of them runs all the tests inside.


def setUpModule():
    """Skips all where no machine can be made, and says why."""
    reason = bare.obstacle()
    if reason:
        raise unittest.SkipTest(f"bare machines can't be tested here: {reason}")


class BareMachinesTest(unittest.TestCase):
    """scripts/bare.py, release by release."""

    def check(self, release):
        done = subprocess.run(
            [sys.executable, bare.__file__, "--release", release, "--verbs", *bare.VERBS],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            check=False)
        closing = re.findall(bare.CLOSING_LINE, done.stdout)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertEqual(closing[-1:], [f"{len(bare.VERBS)} passed, 0 failed, 0 skipped"])

    def test_bookworm(self):
        self.check("bookworm")

    def test_trixie(self):
        self.check("trixie")


if __name__ == "__main__":
    unittest.main()
