# SPDX-License-Identifier: BSD-3-Clause
"""How an image ends: its steps undone in reverse, each once, whoever asks for it; and the host asks."""

import contextlib
import json
import re
import socket
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import panic, qemu  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "check"

APP = Path(__file__).resolve().parent / "ending"
STARTED = ["start a", "start b", "start c", "start d"]
STOPPED = ["stop c", "stop b", "stop a"]
PANIC_STATUS = 70
STARTUP_STATUS = 71
WITH_BUTTON = ("microvm-acpi", "q35", "q35-seabios")


class Presser:
    """Presses the power button of a machine as soon as its image has said a line with a word."""

    def __init__(self, path, word, times):
        self.options = ["-qmp", f"unix:{path},server=on,wait=off"]
        self._path = str(path)
        # The whole line: what the image says to the button must not come into the middle of it.
        self._line = re.compile(re.escape(word.encode()) + b".*\n")
        self._times = times
        self._said = b""

    def __call__(self, data):
        self._said += data
        if self._times and self._line.search(self._said):
            # The machine may be off before it has answered.
            with contextlib.suppress(OSError):
                self._press()
            self._times = 0

    def _press(self):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self._path)
            with connection.makefile("rw") as monitor:
                monitor.readline()  # QEMU's greeting
                for command in ["qmp_capabilities"] + self._times * ["system_powerdown"]:
                    monitor.write(json.dumps({"execute": command}))
                    monitor.flush()
                    while "return" not in json.loads(monitor.readline() or '{"return": 0}'):
                        pass


class EndingTest(unittest.TestCase):
    """Boots tests/stop/ending, an application for this alone."""

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("stop", "hello", "APP_ENDING=y", "STOP_REQUESTS=y", app=APP)

    def end(self, what, machine="microvm", image=None, **options):
        return qemu.boot((image or self.image).elf, machine=machine,
                         cmdline=f"ending.do={what}", timeout=30, **options)

    def press(self, what, machine, word="waiting", times=1):
        with tempfile.TemporaryDirectory() as folder:
            presser = Presser(Path(folder) / "qmp", word, times)
            return self.end(what, machine, on_output=presser, extra=presser.options)

    def check(self, result, status, *lines):
        self.assertEqual((result.console.splitlines(), result.status), (list(lines), status))


class ExitTest(EndingTest):
    def test_main_returns(self):
        self.check(self.end("return"), 7, *STARTED, *STOPPED)

    def test_the_main_thread_exits(self):
        self.check(self.end("exit-of-main"), 0, *STARTED, *STOPPED)

    def test_of_several_threads_that_exit_the_first_one_counts(self):
        self.check(self.end("exit-in-threads"), 10, *STARTED, *STOPPED)

    def test_a_stop_step_that_exits_is_not_run_again(self):
        self.check(self.end("exit-in-stop"), 7, *STARTED, *STOPPED)

    def test_a_stop_step_that_fails_does_not_keep_the_others(self):
        self.check(self.end("fail-in-stop"), 7, *STARTED, "stop c", "stop b",
                   "mote: undoing beginning b failed: EIO", "stop a")

    def test_a_step_that_fails_has_those_before_it_undone(self):
        self.check(self.end("fail"), STARTUP_STATUS, "start a", "start b",
                   "mote: start-up failed in beginning b: ENODEV", "stop a")

    def test_a_thread_that_exits_during_the_start_ends_it_between_two_steps(self):
        self.check(self.end("exit-early"), 9, "start a", "start b", "start c", *STOPPED)


class RequestTest(EndingTest):
    def test_an_image_that_waits_goes_on(self):
        for machine in WITH_BUTTON:
            with self.subTest(machine):
                self.check(self.press("wait", machine), 3, *STARTED, "waiting",
                           "woken, requested", *STOPPED)

    def test_all_threads_that_wait_go_on(self):
        self.check(self.press("wait-in-threads", "q35"), 3, *STARTED, "waiting",
                   "woken, requested", "waiting", "woken, requested", *STOPPED)

    def test_one_that_does_not_wait_is_ended_in_order(self):
        for machine in WITH_BUTTON:
            with self.subTest(machine):
                self.check(self.press("sleep", machine), 0, *STARTED, "waiting", *STOPPED)

    def test_one_that_computes_is_ended_too(self):
        self.check(self.press("compute", "q35"), 0, *STARTED, "waiting", *STOPPED)

    def test_a_second_request_changes_nothing(self):
        for what, status, more in (("wait", 3, ["woken, requested"]), ("sleep", 0, [])):
            with self.subTest(what):
                self.check(self.press(what, "q35", times=3), status, *STARTED, "waiting", *more,
                           *STOPPED)

    def test_a_request_during_the_start_ends_it_between_two_steps(self):
        self.check(self.press("request-early", "q35", word="start c"), 0, *STARTED[:3], *STOPPED)

    def test_a_wait_ends_at_its_deadline(self):
        self.check(self.end("wait-until"), 3, *STARTED, "waiting", "timed out, not requested",
                   *STOPPED)


class DeadlockTest(EndingTest):
    def check_deadlock(self, result, what):
        self.assertEqual(result.status, PANIC_STATUS, result.console)
        self.assertIn(f"mote: deadlock: every thread waits\n  thread main waits for {what}\n",
                      result.console)
        (report,) = panic.find_reports(result.console.encode())
        self.assertEqual((report.message, report.thread), ("deadlock", "main"))

    def test_a_power_button_does_not_hide_a_deadlock(self):
        for machine in WITH_BUTTON:
            with self.subTest(machine):
                self.check_deadlock(self.end("deadlock", machine), "a semaphore")

    def test_who_waits_for_a_request_that_can_not_come_is_told(self):
        with self.subTest("a machine without a power button"):
            self.check_deadlock(self.end("wait", "microvm"), "a stop request")
        with self.subTest("an image that has left the power button out"):
            image = images.build("stop-none", "hello", "APP_ENDING=y", "STOP_REQUESTS=n", app=APP)
            self.check_deadlock(self.end("wait", "q35", image), "a stop request")


if __name__ == "__main__":
    unittest.main()
