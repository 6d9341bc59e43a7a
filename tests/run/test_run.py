# SPDX-License-Identifier: BSD-3-Clause
"""make run: what comes out, which status, and that nothing is left behind however it ends."""

import contextlib
import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fixtures  # noqa: E402  (also makes motelib importable)

from motelib import child, qemu  # noqa: E402

PATIENCE_SECONDS = 20


def run(elf, *options, **keywords):
    """Runs scripts/run.py on an image."""
    return fixtures.verb("run.py", "--image", elf, *options, **keywords)


class RunTest(unittest.TestCase):
    def assert_sentence(self, result, status, *parts):
        """It failed with that status and one line on standard error that has these parts."""
        self.assertEqual(result.returncode, status, result.stderr)
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        for part in parts:
            self.assertIn(part, result.stderr)

    def test_console_on_stdout_summary_on_stderr(self):
        result = run(fixtures.printing(b"hello\n", "hello", status=7))
        self.assertEqual((result.returncode, result.stdout), (7, "hello\n"))
        lines = result.stderr.splitlines()
        self.assertEqual([line.split("  ")[1] for line in lines],
                         ["exit status", "image", "time", "next"])
        self.assertTrue(lines[0].endswith("  7"))
        self.assertRegex(lines[1], r" [\d,]+ bytes, .*hello\.elf$")
        self.assertRegex(lines[2], r" [\d.]+ m?s to the first byte, [\d.]+ m?s to the end \(microvm")

    def test_a_triple_fault_is_a_failure(self):
        result = run(fixtures.image("triple_fault"))
        self.assertEqual((result.returncode, result.stdout), (125, "falling\n"))
        self.assertIn("none, a failure: the image ended by a triple fault", result.stderr)

    def test_timeout(self):
        for timeout in fixtures.LONGER_AND_LONGER:
            result = run(fixtures.image("spin"), "--timeout", timeout)
            if result.stdout.endswith("\n"):
                break
        self.assertEqual((result.returncode, result.stdout), (124, "spinning\n"))
        self.assertIn(f"still running after {timeout} s", result.stderr)

    def test_command_line_and_initrd(self):
        initrd = fixtures.FOLDER / "initrd, with a comma"
        initrd.write_bytes(b"\nfrom the initrd\0")
        arguments = "a=1,2 -- 'b c' \"d\""
        for machine in ("microvm", "q35"):
            with self.subTest(machine):
                result = run(fixtures.image("arguments"), "--args", arguments, "--initrd", initrd,
                             "--machine", machine)
                self.assertEqual(result.stdout, arguments + "\nfrom the initrd")

    def test_stdin_reaches_the_guest(self):
        text = "spoken to the guest\n" * 40 + "."
        result = run(fixtures.image("echo"), input=text, stdin=None)
        self.assertEqual((result.returncode, result.stdout), (0, text))

    def test_json(self):
        result = run(fixtures.printing(b"hello\n", "hello", status=7), "--json", "--args", "x=y")
        self.assertEqual((result.returncode, result.stderr), (7, ""))
        data = json.loads(result.stdout)
        expected = {"name": "hello", "machine": "microvm", "memory": "64M", "arguments": "x=y",
                    "status": 7, "timed_out": False, "console": "hello\n", "panics": [],
                    "qemu_stderr": ""}
        self.assertEqual({key: data[key] for key in expected}, expected)
        self.assertGreater(data["image_bytes"], 0)
        self.assertLess(data["seconds_to_first_byte"], data["seconds"])
        self.assertIn(data["accelerator"], ("tcg", "kvm"))

    def test_json_without_a_status(self):
        data = json.loads(run(fixtures.image("triple_fault"), "--json").stdout)
        self.assertIsNone(data["status"])

    def test_more_options_for_qemu(self):
        result = run(fixtures.image("exit", STATUS=9), "--qemu", "-name 'two words'")
        self.assertEqual(result.returncode, 9, result.stderr)
        result = run(fixtures.image("exit", STATUS=9), "--qemu", "-name 'x")
        self.assert_sentence(result, 2, "quotes")

    def test_missing_image(self):
        result = fixtures.verb("run.py", "--name", "no-such-thing")
        self.assert_sentence(result, 1, "has no image yet", "`make NAME=no-such-thing`")
        self.assert_sentence(run("none.elf"), 1, "there is no image none.elf")

    def test_a_name_that_is_none(self):
        self.assert_sentence(fixtures.verb("run.py", "--name", "../x"), 2, "'../x'", "make list")

    def test_misuse(self):
        result = run(fixtures.image("spin"), "--machine", "pdp11")
        self.assert_sentence(result, 2, "pdp11", "microvm")

    @unittest.skipUnless(qemu.kvm_obstacle(), "KVM is real here")
    def test_kvm_where_it_is_not_real(self):
        result = run(fixtures.image("spin"), "--accel", "kvm")
        self.assert_sentence(result, 1, "KVM was asked for, but", "ACCEL=tcg")

    def test_qemu_missing(self):
        result = run(fixtures.image("spin"), env={"PATH": "/nonexistent"})
        self.assert_sentence(result, 1, "qemu-system-x86_64 is not installed", "apt-get install")

    def test_qemu_that_cannot_start(self):
        result = run(fixtures.image("spin"), "--memory", "much")
        self.assert_sentence(result, 1, "QEMU did not start the image", "Parameter 'size'")


class Spinning:
    """A run of an image that never ends, in its own process group, up to its first line."""

    def __init__(self, stdout=subprocess.PIPE):
        line = fixtures.command("run.py", "--image", fixtures.image("spin"))
        self.process = child.spawn(line, stdin=subprocess.DEVNULL, stdout=stdout,
                                   stderr=subprocess.PIPE)
        self.process.stdout.readline()
        self.qemu = children(self.process.pid)

    def end(self):
        """Waits for its end; its status and the lines on its standard error."""
        _, stderr = self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode, stderr.decode().strip().splitlines()


def children(pid):
    """The processes that a process has started."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid):
    """Whether a process is there and not just waiting to be reaped."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    return False


class NothingIsLeftTest(unittest.TestCase):
    def assert_gone(self, pids):
        self.assertEqual(len(pids), 1, "QEMU should have been running")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while any(map(is_alive, pids)):
            self.assertLess(time.monotonic(), deadline, "QEMU is still running")
            time.sleep(0.01)

    def test_ctrl_c(self):
        spinning = Spinning()
        os.killpg(spinning.process.pid, signal.SIGINT)
        self.assertEqual(spinning.end(), (130, ["mote: interrupted"]))
        self.assert_gone(spinning.qemu)

    def test_signals_that_end_a_program(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number.name):
                spinning = Spinning()
                spinning.process.send_signal(number)
                status, lines = spinning.end()
                self.assertEqual(status, 128 + number)
                self.assertEqual(lines, [f"mote: the run was ended by {number.name}"])
                self.assert_gone(spinning.qemu)

    def test_kill_9(self):
        spinning = Spinning()
        spinning.process.kill()
        spinning.end()
        self.assert_gone(spinning.qemu)

    def test_a_reader_that_leaves(self):
        line = fixtures.command("run.py", "--image", fixtures.printing(b"line\n" * 90000, "long"))
        process = child.spawn(line, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE)
        process.stdout.readline()
        qemu_processes = children(process.pid)
        process.stdout.close()
        stderr = process.stderr.read()
        process.stderr.close()
        self.assertEqual((process.wait(PATIENCE_SECONDS), stderr), (141, b""))
        self.assert_gone(qemu_processes)


class TerminalTest(unittest.TestCase):
    def test_ctrl_c_typed_leaves_the_terminal_as_it_was(self):
        elf = fixtures.image("spin")
        pid, terminal = pty.fork()
        if pid == 0:
            line = fixtures.command("run.py", "--image", elf)
            os.execv(line[0], line)
        try:
            before = termios.tcgetattr(terminal)
            self.assertIn(b"spinning", self.read_until(terminal, b"spinning\r\n"))
            qemu_processes = children(pid)
            os.write(terminal, b"\x03")
            self.assertIn(b"mote: interrupted", self.read_until(terminal, b"interrupted\r\n"))
            self.assertEqual(termios.tcgetattr(terminal), before)
        finally:
            _, status = os.waitpid(pid, 0)
            os.close(terminal)
        self.assertEqual(os.WEXITSTATUS(status), 130)
        self.assertFalse(any(map(is_alive, qemu_processes)))

    def read_until(self, terminal, end):
        """What the terminal shows, up to and with `end`."""
        shown = b""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while end not in shown and time.monotonic() < deadline:
            if select.select([terminal], [], [], 0.1)[0]:
                shown += os.read(terminal, 4096)
        return shown


if __name__ == "__main__":
    unittest.main()
