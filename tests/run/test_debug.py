# SPDX-License-Identifier: BSD-3-Clause
"""make debug: gdb reaches an image, and QEMU and gdb end together."""

import os
import shutil
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fixtures  # noqa: E402
from motelib import child  # noqa: E402
from test_run import children, is_alive  # noqa: E402

PATIENCE_SECONDS = 20


def debuggable(elf):
    """The image with a .debug file beside it."""
    shutil.copy(elf, elf.with_suffix(".debug"))
    return elf


@unittest.skipUnless(shutil.which("gdb"), "gdb is not installed")
class DebugTest(unittest.TestCase):
    def debug(self, elf, *arguments, **options):
        return fixtures.verb("debug.py", "--image", debuggable(elf), *arguments, **options)

    def test_commands_are_run_at_the_breakpoint(self):
        elf = fixtures.printing(b"hello\n", "hello", status=7)
        for machine in ("microvm", "q35"):
            with self.subTest(machine):
                result = self.debug(elf, "--machine", machine, "--break", "start", "--batch",
                                    "print $pc; print 6*7")
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertIn("Temporary breakpoint 1, 0x0000000000100000 in start", result.stdout)
                self.assertIn(" 0x100000 <start>\n", result.stdout)
                self.assertIn("= 42", result.stdout)
                self.assertNotIn("hello", result.stdout)

    def test_the_console_is_shown_and_the_status_told(self):
        elf = fixtures.printing(b"hello\n", "hello", status=7)
        result = self.debug(elf, "--break", "start", "--batch", "continue")
        self.assertIn("hello\n", result.stdout)
        self.assertIn("mote: the image ended with exit status 7", result.stderr)

    def test_a_function_that_was_not_linked(self):
        result = self.debug(fixtures.image("spin"), "--batch", "print $pc")
        self.assertIn("the image has no function main: stopping at its first instruction",
                      result.stderr)
        self.assertIn(" 0x100000 <start>\n", result.stdout)

    def test_gdb_missing(self):
        elf = debuggable(fixtures.image("spin"))
        result = fixtures.verb("debug.py", "--image", elf, env={"PATH": "/nonexistent"})
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stderr,
                         "mote: gdb is not installed; install it with `apt-get install gdb`\n")

    def test_missing_image(self):
        result = fixtures.verb("debug.py", "--name", "no-such-thing")
        self.assertEqual(result.returncode, 1)
        self.assertIn("`make NAME=no-such-thing`", result.stderr)

    def test_qemu_that_cannot_start(self):
        result = self.debug(fixtures.image("spin"), "--memory", "much", "--batch", "")
        self.assertEqual(result.returncode, 1)
        self.assertIn("QEMU did not start the image", result.stderr)

    def start_session(self):
        """A session at its prompt, and the processes in it."""
        elf = debuggable(fixtures.image("spin"))
        line = fixtures.command("debug.py", "--image", elf, "--break", "start")
        # What kill -9 leaves in the folder for temporary files goes with the tests' own.
        environment = {**os.environ, "TMPDIR": str(fixtures.FOLDER)}
        session = child.spawn(line, death_signal=signal.SIGTERM, env=environment, text=True,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        self.addCleanup(session.wait)
        self.addCleanup(session.stdout.close)
        self.addCleanup(session.stdin.close)
        self.addCleanup(session.kill)
        while "Temporary breakpoint 1, " not in session.stdout.readline():
            self.assertIsNone(session.poll())
        return session, children(session.pid)

    def assert_gone(self, pids):
        self.assertEqual(len(pids), 2, "QEMU and gdb should have been running")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while any(map(is_alive, pids)):
            self.assertLess(time.monotonic(), deadline, "something is still running")
            time.sleep(0.01)

    def test_qemu_ends_with_gdb(self):
        session, pids = self.start_session()
        session.stdin.write("quit\n")
        session.stdin.flush()
        self.assertEqual(session.wait(PATIENCE_SECONDS), 0)
        self.assert_gone(pids)

    def test_gdb_ends_with_qemu(self):
        session, pids = self.start_session()
        (qemu,) = [pid for pid in pids if "qemu" in Path(f"/proc/{pid}/comm").read_text()]
        os.kill(qemu, signal.SIGKILL)
        session.wait(PATIENCE_SECONDS)
        self.assert_gone(pids)

    def test_both_end_with_us(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            with self.subTest(number.name):
                session, pids = self.start_session()
                session.send_signal(number)
                session.wait(PATIENCE_SECONDS)
                self.assert_gone(pids)

    def test_ctrl_c_is_gdbs(self):
        session, pids = self.start_session()
        session.stdin.write("continue\n")
        session.stdin.flush()
        while "spinning" not in session.stdout.readline():
            self.assertIsNone(session.poll())
        os.killpg(session.pid, signal.SIGINT)
        while "received signal SIGINT" not in session.stdout.readline():
            self.assertIsNone(session.poll())
        self.assertTrue(all(map(is_alive, pids)))


if __name__ == "__main__":
    unittest.main()
