# SPDX-License-Identifier: BSD-3-Clause
"""Misuse of memory is found and blamed on who did it; an image that is short of memory says so."""

import fnmatch
import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import panic, qemu  # noqa: E402
from motelib.backtrace import backtrace, find_mentions  # noqa: E402
from motelib.report import UserError  # noqa: E402
from motelib.symbols import Symbols  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "test"

PANIC_STATUS = 70
STARTUP_STATUS = 71
FAULT = re.compile(r"^fault ((?:heap|page)_\w+): (.*)$", re.MULTILINE)
LEAK = re.compile(r"^mote: heap: 77 bytes at .* are left, allocated by [0-9a-f]{16}$", re.MULTILINE)
# Allocated by another function than the fault's own, or not said by whom.
WITHOUT_MENTION = re.compile(r"heap: \S+ was not allocated|page|mote_page_free")


class DebuggedMemoryTest(unittest.TestCase):
    """The image of all tests, with every check of memory."""

    each_subtest_counts = True

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("memory", "tests", "HEAP_DEBUG=y", "PAGE_DEBUG=y", "HEAP_FAIL=y")

    def boot(self, cmdline):
        return qemu.boot(self.image.elf, cmdline=cmdline, timeout=60)

    def test_the_tests_pass_under_it(self):
        for only in ("heap:", "page:", "thread:"):
            with self.subTest(f"tests of {only[:-1]}s pass with every check of memory"):
                result = self.boot(f"test.only={only}")
                self.assertEqual(result.status, 0, result.console)

    def test_each_fault(self):
        faults = FAULT.findall(self.boot("test.list=faults").console)
        for name, expected in faults:
            with self.subTest(f"{name.replace('_', ' ')} is found and blamed"):
                self.check(name, expected)
        with self.subTest("there are faults of memory"):
            self.assertGreater(len(faults), 15)

    def check(self, name, expected):
        result = self.boot(f"test.fault={name}")
        self.assertEqual(result.status, PANIC_STATUS, result.console)
        (report,) = panic.find_reports(result.console.encode())
        self.assertTrue(fnmatch.fnmatchcase(report.message, expected), report.message)
        trace = backtrace(report, self.image.elf, self.image.debug)
        if WITHOUT_MENTION.match(report.message):
            self.assertEqual(trace.mentions, [])
            return
        # Who allocated, and who freed, is the fault's function, at a line of its file.
        self.assertEqual(len(trace.mentions), report.message.count(" by "), trace.text())
        for mention in trace.mentions:
            self.assertEqual(mention.entry.place.function, f"fault_{name}", trace.text())
            self.assertRegex(mention.text(), r"^(allocated|freed) by +fault_\w+  [\w/]+\.c:\d+$")

    def test_what_is_left_is_listed(self):
        with self.subTest("what is left is listed at the end, with who has allocated it"):
            console = self.boot("heap.leaks=report test.only=left").console
            leak = LEAK.search(console)
            self.assertTrue(leak, console)
            with Symbols(self.image.debug) as symbols:
                (mention,) = find_mentions(leak[0], symbols)
            self.assertEqual(mention.entry.place.function, "test_heap_leak")
        with self.subTest("without being asked it lists nothing"):
            self.assertNotIn("are left", self.boot("test.only=left").console)

    def test_a_start_without_memory(self):
        with self.subTest("a start that gets no memory ends with status 71 and says so"):
            result = self.boot("heap.fail=1")
            self.assertEqual(result.status, STARTUP_STATUS, result.console)
            self.assertIn("start-up failed in allocating for a test: ENOMEM", result.console)


class LittleMemoryTest(unittest.TestCase):
    """Images in machines that are about too small."""

    each_subtest_counts = True

    def test_hello_starts_or_says_why_not(self):
        image = images.build("memory-hello", "hello")
        statuses = set()
        for kib in range(1020, 1240, 20):
            try:
                result = qemu.boot(image.elf, memory=f"{kib}k", timeout=20)
            except UserError:
                # Not even the file fits.
                continue
            statuses.add(result.status)
            with self.subTest(f"with {kib} KiB hello starts or says why not"):
                self.assertIn(result.status, (0, STARTUP_STATUS), result.console)
                self.assertIn("Hello" if result.status == 0 else "mote: ", result.console)
        with self.subTest("some machines are too small for hello, some are not"):
            self.assertEqual(statuses, {0, STARTUP_STATUS})



if __name__ == "__main__":
    unittest.main()
