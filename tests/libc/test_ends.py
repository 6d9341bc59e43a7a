# SPDX-License-Identifier: BSD-3-Clause
"""How programs in plain C end: handlers, destructors, buffers, statuses; and what they begin with."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import qemu  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "test"

APP = Path(__file__).resolve().parent / "ends"


class EndsTest(unittest.TestCase):
    """Boots tests/libc/ends, an application for this alone."""

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("ends", "puts", "APP_PUTS=n", "APP_ENDS=y", app=APP)

    def end(self, what, status, parameters=""):
        """What the image says before it ends with `status`."""
        result = qemu.boot(self.image.elf, cmdline=f"{parameters} -- {what}", timeout=20)
        self.assertEqual(result.status, status, result.what_was_said())
        return result.console.replace("\r", "").split("\n")

    def test_handlers_then_destructors(self):
        self.assertEqual(self.end("order", 5),
                         ["handler 2", "handler of a handler", "handler 3, status 5", "handler 1",
                          "destructor 200", "destructor 101", ""])

    def test_a_handler_that_exits_goes_on_with_the_others(self):
        self.assertEqual(self.end("again", 9), ["again", "handler 1", ""])

    def test_there_may_be_many_handlers(self):
        self.assertEqual(self.end("many", 0), ["100 handlers", ""])

    def test_what_is_in_buffers_is_written(self):
        self.assertEqual(self.end("buffer", 0), ["no line"])

    def test_exit_at_once_writes_nothing(self):
        self.assertEqual(self.end("at-once", 4), [""])

    def test_a_thread_may_exit(self):
        self.assertEqual(self.end("thread", 6), ["from a thread", ""])

    def test_a_stream_that_a_thread_keeps_does_not_hold_up_the_end(self):
        self.assertEqual(self.end("kept", 0), ["written all the same"])

    def test_a_large_status_is_clamped(self):
        self.assertEqual(self.end("large", 127),
                         ["mote: exit status 300 does not fit into 7 bits, 127 is reported", ""])

    def test_the_command_line_has_the_environment(self):
        self.assertEqual(self.end("environment", 0, 'env=A=one "env=B=two words"'),
                         ["one two words 1", ""])
        self.assertIn("mote: parameter 'env' does not take 'nothing'",
                      self.end("environment", 64, "env=nothing"))


if __name__ == "__main__":
    unittest.main()
