# SPDX-License-Identifier: BSD-3-Clause
"""make debug knows threads: what gdb's commands show of an image in the middle of its work."""

import re
import shutil
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fixtures  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "test"

# When its workers have been pre-empted many times, the demonstration calls this in its main thread.
PLACE = "is_fair"


@unittest.skipUnless(shutil.which("gdb"), "gdb is not installed")
class DebugThreadsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.image = images.build("debug-threads", "threads", "OPTIMIZE_DEBUG=y")

    def gdb(self, *commands):
        """What the commands print at PLACE."""
        result = fixtures.verb("debug.py", "--image", self.image.elf, "--break", PLACE, "--batch",
                               "; ".join(commands))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertNotIn("Python Exception", result.stdout + result.stderr)
        return result.stdout

    def test_threads_are_listed(self):
        shown = self.gdb("mote threads")
        self.assertRegex(shown, r"\*0 +main +running +16 +\d+ of \d+")
        for number, name in enumerate("ABC", start=1):
            self.assertRegex(shown, rf" {number} +{name} +ready +15 +\d+ of \d+")

    def test_the_run_queue(self):
        shown = self.gdb("mote runqueue")
        self.assertRegex(shown, r"(?m)^16 +main$")
        (ring,) = re.findall(r"(?m)^15 +(.*)$", shown)
        self.assertEqual(sorted(ring.split(" -> ")), ["A", "B", "C"])

    def test_a_pre_empted_thread_has_its_own_backtrace(self):
        shown = self.gdb("mote bt B", "print $pc")
        self.assertRegex(shown, r"(?s)thread B, ready\n.*mote_arch_preempt.*signal handler called.*"
                                r" count \(argument=.*mote_thread_main")
        # The processor's own registers are back.
        self.assertRegex(shown, rf"= \(.*\) 0x[0-9a-f]+ <{PLACE}")

    def test_all_backtraces_and_timers(self):
        shown = self.gdb("mote bt all", "mote timers", "mote heap")
        for name in ("main, running", "A, ready", "B, ready", "C, ready"):
            self.assertIn(f"thread {name}\n", shown)
        self.assertIn("The event timer is ", shown)

    def test_a_thread_that_is_not_there(self):
        result = fixtures.verb("debug.py", "--image", self.image.elf, "--break", PLACE, "--batch",
                               "mote bt nobody")
        self.assertIn("There is no thread 'nobody'; `mote threads` lists them.", result.stderr)
