# SPDX-License-Identifier: BSD-3-Clause
"""The main thread's end is not that of the image while others run, unless it returns from main()."""

import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "scripts"))
from motelib import qemu  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "test"


class PthreadEnding(unittest.TestCase):
    """One image, ended in three ways."""

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("pthread-ending", "bench-posix", "APP_BENCH=n",
                                 "APP_PTHREAD_ENDING=y", app=HERE / "pthread_ending")

    def check(self, how, status, *lines):
        """Ends the image one way."""
        result = qemu.boot(self.image.elf, cmdline=f"-- {how}", icount=3)
        self.assertEqual(result.status, status, result.console)
        self.assertEqual(tuple(result.console.split("\n")[:-1]), lines)

    def test_exit(self):
        """After pthread_exit() the others go on, and the last one's end is exit(0)."""
        self.check("exit", 0, "cleanup", "joined: exited", "the last thread ends", "at exit")

    def test_cancel(self):
        """A main thread that is cancelled ends in the same way."""
        self.check("cancel", 0, "cleanup", "joined: cancelled", "the last thread ends", "at exit")

    def test_return(self):
        """A return from main() ends all threads."""
        self.check("return", 7, "at exit")


if __name__ == "__main__":
    unittest.main()
