# SPDX-License-Identifier: BSD-3-Clause
"""What an image of configs/tests_defconfig tests by itself: its modules' tests and faults.

Mixed into a test case each of whose subtests counts: every line of TAP, and every fault, is a test.
"""

import fnmatch
import re
import tempfile
from pathlib import Path

from motelib import panic, qemu
from motelib.backtrace import backtrace
from motelib.testing import tap

INITRD_BYTES = 3 << 20
TESTS_SECONDS = 60
FAULT_SECONDS = 20
PANIC_STATUS = 70
FAULT = re.compile(r"^fault (\w+): (.*)$", re.MULTILINE)
# What the second panic says, where one comes while the first is being reported.
WITHIN = {"panic_in_panic": "page fault: read of 0000000000000001, a null pointer",
          "interrupt_panic_in_panic": "page fault: read of 0000000000000001, a null pointer"}
# Those that don't happen in the main thread.
THREADS = {"thread_stack_overflow": "deep", "overflow_at_switch": "deep",
           "thread_null_write": "worker", "mutex_kept": "thread"}


class ModulesInImage:
    """Boots `image` and has its tests counted."""

    @classmethod
    def make_initrd(cls):
        """The file with the pattern that core/tests/boot.c looks for; removed with the class."""
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.initrd = Path(folder.name) / "initrd"
        # The pattern repeats after 64 KiB.
        period = bytes((index * 7 + (index >> 8) + 3) & 0xFF for index in range(1 << 16))
        cls.initrd.write_bytes(period * (INITRD_BYTES >> 16) + period[:777])

    def check_modules(self, where, timeout=TESTS_SECONDS, **options):
        """Boots once; `where` stands before the name of each test."""
        result = qemu.boot(self.image.elf, initrd=self.initrd, timeout=timeout, **options)
        cases = tap.parse(result.console)
        for case in cases:
            with self.subTest(f"{where}: {case.name}"):
                if case.skipped:
                    self.skipTest(case.skipped)
                self.assertTrue(case.passed, case.said)
        with self.subTest(f"{where}: the status tells whether all passed"):
            self.assertEqual(result.status, 0 if all(case.passed for case in cases) else 1,
                             result.what_was_said()[-2000:])


class FaultsInImage:
    """Boots `image` once for each fault."""

    def faults(self, **options):
        """(name, the panic's message) of each."""
        listed = qemu.boot(self.image.elf, cmdline="test.list=faults", timeout=FAULT_SECONDS,
                           **options)
        return FAULT.findall(listed.console)

    def check_fault(self, name, expected, **options):
        """Causes a fault and looks at the panic that must come of it."""
        result = qemu.boot(self.image.elf, cmdline=f"test.fault={name}", timeout=FAULT_SECONDS,
                           **options)
        said = result.what_was_said()
        self.assertEqual(result.status, PANIC_STATUS, said)
        reports = panic.find_reports(result.console.encode())
        messages = [expected] + ([WITHIN[name]] if name in WITHIN else [])
        self.assertEqual(len(reports), len(messages), said)
        for report, message in zip(reports, messages):
            self.assertTrue(matches(report.message, message), f"{report.message!r} is not {message!r}")
        self.assertTrue(reports[-1].complete, said)
        self.assertEqual(reports[-1].thread, THREADS.get(name, "main"), said)
        self._check_backtrace(backtrace(reports[-1], self.image.elf, self.image.debug), name)

    def _check_backtrace(self, trace, name):
        places = [entry.place for entry in trace.entries if entry.place]
        named = [place for place in places if place.function.startswith(f"fault_{name}")]
        self.assertTrue(named, trace.text())
        for place in named:
            self.assertRegex(place.file or "", r"^[\w/]+/tests/\w+\.c$", trace.text())
            self.assertTrue(place.line, trace.text())


def matches(text, pattern):
    """Whether a message is what MOTE_FAULT says, where only * stands for something else."""
    return fnmatch.fnmatchcase(text, pattern.replace("[", "[[]"))
