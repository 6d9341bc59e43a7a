# SPDX-License-Identifier: BSD-3-Clause
"""scripts/test.py: whatever becomes of a test, it is told, counted, and leaves no process."""

import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import paths  # noqa: E402
from motelib.report import UserError  # noqa: E402
from motelib.testing import discover, pool, tap  # noqa: E402
from motelib.testing.pool import Pool  # noqa: E402
from motelib.testing.results import Report  # noqa: E402

LANE = "check"

HEAD = "import os, signal, time, unittest\n"
CLASS = "class T(unittest.TestCase):\n"


class RunnerTest(unittest.TestCase):
    """Runs modules written for it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="with space ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "topic"
        self.folder.mkdir()

    def run_module(self, text, only=None, ci="false"):
        """(exit status, lines printed) of a run of one module."""
        path = self.folder / "test_module.py"
        path.write_text(HEAD + text, encoding="utf-8")
        stream = io.StringIO()
        with mock.patch.dict(os.environ, CI=ci):
            report = Report(stream)
        Pool([discover.read(path)], only, report.take,
             lambda module, seconds: report.take_seconds(module.folder, seconds)).run()
        return report.finish(0), stream.getvalue().splitlines()

    def test_a_test_that_passes(self):
        status, lines = self.run_module(CLASS + "    def test_all_is_well(self): print('noise')\n")
        self.assertEqual(status, 0)
        self.assertEqual(lines[0], "ok 1 - topic/module: all is well")
        self.assertEqual(lines[-1], "1 passed, 0 failed, 0 skipped")
        self.assertNotIn("noise", "\n".join(lines))

    def test_a_failure_is_told_with_what_was_printed(self):
        status, lines = self.run_module(
            CLASS + "    def test_a(self):\n        print('a hint')\n        self.assertEqual(1, 2)\n")
        text = "\n".join(lines)
        self.assertEqual(status, 1)
        self.assertEqual(lines[0], "not ok 1 - topic/module: a")
        self.assertIn("    AssertionError: 1 != 2", text)
        self.assertIn("    a hint", text)
        self.assertEqual(lines[-1], "0 passed, 1 failed, 0 skipped")

    def test_subtests_that_count(self):
        status, lines = self.run_module(
            CLASS + "    each_subtest_counts = True\n    def test_a(self):\n"
            "        with self.subTest('one'): pass\n"
            "        with self.subTest('two'): self.fail('because')\n"
            "        with self.subTest('three'): self.skipTest('not here')\n")
        self.assertEqual(status, 1)
        self.assertLessEqual({"    because", "1..3"}, set(lines))
        results = sorted(line.split(" - ")[1] for line in lines if "ok " in line)
        self.assertEqual(results, ["topic/module: one", "topic/module: three # SKIP not here",
                                   "topic/module: two"])

    def test_a_pattern_selects_tests_and_subtests(self):
        text = (CLASS + "    def test_one(self): pass\n    def test_two(self): self.fail()\n"
                "class S(unittest.TestCase):\n    each_subtest_counts = True\n"
                "    def test_a(self):\n        with self.subTest('number one'): pass\n"
                "        with self.subTest('other'): pass\n")
        status, lines = self.run_module(text, only="ONE")
        self.assertEqual((status, lines[-1]), (0, "2 passed, 0 failed, 0 skipped"))

    def test_a_skipped_module_fails_in_ci_only(self):
        text = "raise unittest.SkipTest('no tool')\n"
        status, lines = self.run_module(text)
        self.assertEqual(lines[0], "ok 1 - topic/module: all # SKIP no tool")
        self.assertEqual((status, lines[-1]), (1, "0 passed, 0 failed, 1 skipped"))
        status, lines = self.run_module(text, ci="true")
        self.assertEqual(lines[:2], ["not ok 1 - topic/module: all", "    not run: no tool"])
        self.assertEqual(lines[-1], "0 passed, 1 failed, 0 skipped")

    def test_a_module_that_does_not_load(self):
        status, lines = self.run_module("import missing_module\n")
        self.assertEqual(status, 1)
        self.assertIn("No module named 'missing_module'", "\n".join(lines))

    def test_a_worker_that_is_killed_is_a_failure(self):
        status, lines = self.run_module(
            CLASS + "    def test_a(self): os.kill(os.getpid(), signal.SIGKILL)\n")
        self.assertEqual(status, 1)
        self.assertIn("    its process was ended by SIGKILL", lines)

    def test_a_worker_that_hangs_is_ended(self):
        with mock.patch.dict(pool.MODULE_SECONDS, test=1):
            status, lines = self.run_module(CLASS + "    def test_a(self): time.sleep(1000)\n")
        self.assertEqual(status, 1)
        self.assertIn("    it took longer than 1 s and was ended", lines)

    def test_nothing_that_ran_is_a_failure(self):
        status, lines = self.run_module("")
        self.assertEqual((status, lines[-1]), (1, "0 passed, 0 failed, 0 skipped"))

    def test_an_unknown_lane_is_refused(self):
        path = self.folder / "test_module.py"
        path.write_text("LANE = 'quick'\n", encoding="utf-8")
        with self.assertRaisesRegex(UserError, "'quick'.*check, test, all"):
            discover.read(path)

    def test_verbs_take_the_lanes_that_they_should(self):
        counts = {verb: len(discover.find(verb)) for verb in discover.VERBS}
        self.assertLess(counts["check"], counts["test"])
        self.assertEqual(counts["test"] + counts["test-rest"], counts["test-all"])


class CommandTest(unittest.TestCase):
    """The script itself."""

    def script(self, *arguments):
        return [sys.executable, str(paths.ROOT / "scripts" / "test.py"), *arguments]

    def test_a_pattern_without_a_test(self):
        line = self.script("check", "--only", "runner/no such test")
        done = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              check=False)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"^mote: make check has no test whose name holds ")

    def test_ctrl_c_leaves_no_process(self):
        line = self.script("test", "--only", "image/modules")
        process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   start_new_session=True)
        self.addCleanup(process.communicate)
        children = self.wait_for_children(process.pid)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 130)
        self.assertIn("mote: interrupted", said)
        self.assertNotIn("Traceback", said)
        # One that had only just been started is ended by the kernel, a moment after its parent.
        self.wait_until(lambda: not any(map(is_running, children)), "a worker is still running")

    def wait_for_children(self, pid):
        file = Path(f"/proc/{pid}/task/{pid}/children")
        self.wait_until(lambda: file.read_text(encoding="utf-8").split(), "no worker was started")
        return file.read_text(encoding="utf-8").split()

    def wait_until(self, condition, otherwise):
        deadline = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), deadline, otherwise)
            time.sleep(0.01)


def is_running(pid):
    """Whether a process is there, and is not only waiting to be forgotten."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1][1] != "Z"
    except OSError:
        return False


class TapTest(unittest.TestCase):
    """Reading TAP."""

    def test_results_skips_and_what_was_said(self):
        cases = tap.parse("TAP version 13\n1..3\nok 1 - a\n# why\nnot ok 2 - b\r\n"
                          "ok 3 - c # SKIP not here\n")
        self.assertEqual([(c.name, c.passed, c.skipped, c.said) for c in cases],
                         [("a", True, None, ""), ("b", False, None, "# why"),
                          ("c", True, "not here", "")])

    def test_what_was_said_after(self):
        cases = tap.parse("1..2\nnot ok 1 - a\n# why\nok 2 - b\n", said_after=True)
        self.assertEqual([c.said for c in cases if not c.passed], ["# why"])

    def test_results_that_did_not_come_are_a_failure(self):
        for text in ("", "1..2\nok 1 - a\nmote: panic: x\n", "ok 1 - a\n"):
            with self.subTest(text):
                self.assertFalse(tap.parse(text)[-1].passed)
        last = tap.parse("1..2\nok 1 - a\nmote: panic: x\n")[-1]
        self.assertTrue(re.search("all 2 tests .*1 did.*“a”", last.name), last.name)
        self.assertEqual(last.said, "mote: panic: x")


if __name__ == "__main__":
    unittest.main()
