# SPDX-License-Identifier: BSD-3-Clause
"""The console as a terminal: lines are edited as they are typed, in the image of configs/lines_defconfig."""

import os
import pty
import select
import sys
import termios
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
from motelib import qemu, terminal  # noqa: E402
from motelib.symbols import Symbols  # noqa: E402
from motelib.testing import images  # noqa: E402
from motelib.testing.typist import converse  # noqa: E402

LANE = "test"

PATIENCE_SECONDS = 60


class TypingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.image = images.build("lines", "lines")

    def check(self, conversation, status, **options):
        """Has a conversation in which everything must come about; returns what was shown."""
        result, left = converse(self.image, conversation, timeout=PATIENCE_SECONDS, **options)
        self.assertEqual((left, result.status), ([], status), result.console)
        return result.console

    def test_editing_keys(self):
        shown = self.check([
            (b"> ", b"hello\n"),
            (b"5: hello\n> ", b"abd\x7fc  word\x17end\r"),
            (b"8: abc  end\n> ", b"all of this\x15kept\n"),
            (b"4: kept\n> ", b"a\tb\x7f\x7fc\n"),
            (b"2: ac\n> ", b"see \x12this\n"),
            (b"8: see this\n> ", b"\x04"),
        ], status=5)
        # What the person sees of it, cursor movements and all.
        self.assertIn("> abd\b \bc  word" + 4 * "\b \b" + "end\n", shown)
        self.assertIn("> all of this" + 11 * "\b \b" + "kept\n", shown)
        # The tab went from column 3 to 8.
        self.assertIn("> a\tb\b \b" + 5 * "\b \b" + "c\n", shown)
        self.assertIn("> see ^R\nsee this\n", shown)

    def test_ctrl_c_interrupts_a_line(self):
        shown = self.check([
            (b"> ", b"not this"),
            (b"not this", b"\x03"),
            (b"interrupted\n> ", b"this\n"),
            (b"4: this\n> ", b"\x04"),
        ], status=1)
        self.assertIn("not this^C\ninterrupted\n", shown)

    def test_output_stops_and_goes_on(self):
        self.check([(b"> ", b"\x13a\n"), (b"a\n", b"b\n"), (b"b\n", b"\x11"),
                    (b"1: a\n> 1: b\n> ", b"\x04")], status=2)

    def test_raw_keys(self):
        self.check([
            (b"raw\n", b"a"), (b"97\n", b"\r"), (b"13\n", b"\x03"), (b"3\n", b"\x04"),
            (b"4\n", b"\x7f"), (b"127\n", b"q"), (b"113\n", b""),
        ], status=0, cmdline="-- raw")

    def test_much_at_once(self):
        """Far more than the image can hold: it takes what it has room for, and nothing is lost."""
        lines = [f"line {i} of many".encode() for i in range(2000)]
        stdin, keys = os.pipe()
        pid = os.fork()
        if pid == 0:
            with os.fdopen(keys, "wb") as stream:
                stream.write(b"\n".join(lines))
            os._exit(0)
        os.close(keys)
        try:
            result = qemu.boot(self.image.elf, stdin=stdin, timeout=PATIENCE_SECONDS,
                               end_of_input=2 * terminal.CTRL_D)
        finally:
            os.close(stdin)
            os.waitpid(pid, 0)
        self.assertEqual(result.status, 127, result.console[-200:])  # 2000, clamped
        for line in lines:
            self.assertIn(f"{len(line)}: {line.decode()}\n", result.console)

    def test_on_every_machine(self):
        for machine in ("microvm", "microvm-acpi", "q35", "q35-seabios"):
            with self.subTest(machine):
                self.check([(b"> ", b"a line\n"), (b"6: a line\n> ", b"\x04")], status=1,
                           machine=machine)


class MakeRunTest(unittest.TestCase):
    """`make run` between a person's terminal and the image."""

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("lines", "lines")

    def setUp(self):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            line = [sys.executable, str(ROOT / "scripts/run.py"), "--image", str(self.image.elf)]
            os.execv(line[0], line)
        self.before = termios.tcgetattr(self.terminal)
        self.addCleanup(os.close, self.terminal)

    def read_until(self, end):
        """What the terminal shows, up to and with `end`."""
        shown = b""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while end not in shown:
            self.assertLess(time.monotonic(), deadline, shown)
            if select.select([self.terminal], [], [], 0.1)[0]:
                shown += os.read(self.terminal, 4096)
        return shown

    def leave(self, status):
        """Checks how the run ends, and that the terminal is as it was."""
        self.assertEqual(os.WEXITSTATUS(os.waitpid(self.pid, 0)[1]), status)
        self.assertEqual(termios.tcgetattr(self.terminal), self.before)

    def test_keys_reach_the_image_one_by_one(self):
        self.read_until(b"> ")
        os.write(self.terminal, b"tx\x7fo\r")
        self.assertIn(b"tx\x08 \x08o\r\n2: to\r\n", self.read_until(b"2: to\r\n> "))
        os.write(self.terminal, b"\x04")
        self.read_until(b"make menuconfig")
        self.leave(1)

    def test_ctrl_c_is_the_image_s(self):
        self.read_until(b"> ")
        os.write(self.terminal, b"\x03")
        self.read_until(b"^C\r\ninterrupted\r\n> ")
        time.sleep(terminal.ANSWER_SECONDS + terminal.TWICE_SECONDS)
        os.write(self.terminal, b"still here\r")
        self.read_until(b"10: still here\r\n> ")
        os.write(self.terminal, b"\x04")
        self.read_until(b"make menuconfig")
        self.leave(1)

    def test_ctrl_c_twice_ends_the_run(self):
        self.read_until(b"> ")
        os.write(self.terminal, b"\x03\x03")
        self.read_until(b"mote: interrupted")
        self.leave(130)


class CostTest(unittest.TestCase):
    """An image that only prints."""

    def test_it_has_no_code_for_input(self):
        image = images.build("puts-posix", "puts", "LIB_POSIX=y")
        self.assertFalse(terminal.reads_console(image.debug))
        reader = images.build("lines", "lines")
        self.assertTrue(terminal.reads_console(reader.debug))
        with Symbols(image.debug) as symbols, Symbols(reader.debug) as of_reader:
            for function in ("mote_terminal_line_take", "mote_terminal_read", "mote_console_read"):
                with self.subTest(function):
                    self.assertFalse(symbols.has_function(function))
                    self.assertTrue(of_reader.has_function(function))
            for function in ("mote_poll", "pipe2", "epoll_ctl", "mote_signal_deliver"):
                with self.subTest(function):
                    self.assertFalse(symbols.has_function(function))


class SilentTest(unittest.TestCase):
    """An image that has begun to read, and then doesn't listen."""

    def test_ctrl_c_without_an_answer(self):
        with self.assertRaises(KeyboardInterrupt):
            master, slave = pty.openpty()
            try:
                with terminal.typing(slave) as keys:
                    keys.typed(b"x")
                    keys.typed(b"\x03")
                    time.sleep(PATIENCE_SECONDS)
            finally:
                os.close(master)
                os.close(slave)


if __name__ == "__main__":
    unittest.main()
