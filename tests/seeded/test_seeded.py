# SPDX-License-Identifier: BSD-3-Clause
"""The tests of threads and time can fail: each fault that is built into the core is found by its test."""

import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import paths, qemu  # noqa: E402
from motelib.testing import images, tap  # noqa: E402

LANE = "test"

HEADER = paths.ROOT / "core" / "src" / "seeded_fault.h"
DEFINITION = re.compile(r"^#define SEEDED_(\w+) (\d+)", re.MULTILINE)
HOST = paths.ROOT / "tests" / "host" / "meson.build"
ON_HOST = re.compile(r"^    '(\d+)': '", re.MULTILINE)
TIME_LIMIT = 60
PANIC_STATUS = 70

# The fault, and the beginning of the test that finds it: by a result that isn't ok, by a panic, or because
# the image never ends.
FINDERS = {
    "LOST_WAKE_UP": "wait: a wake-up between the look at the condition and the wait isn't lost",
    "WAIT_ORDER": "wait: woken by priority, then in the order of coming",
    "MISSED_PREEMPTION": "preemption: who is woken and has a higher priority runs at once",
    "MISSED_IRQ_PREEMPTION": "preemption: who is woken by an interrupt and has a higher priority",
    "PRIORITY_INVERSION": "inheritance: who has a mutex isn't held up",
    "PRIORITY_CHAIN": "inheritance: nor is who has what that one waits for",
    "PRIORITY_KEPT": "inheritance: a waiter that gives up takes its priority with it",
    "STARVATION": "time slice: threads of the same priority share the processor",
    "FPU_STATE": "fpu: xmm and x87 registers, roundings and masks survive",
    "TIMER_EARLY": "sleep: never ends before its deadline",
    "TIMER_LATE": "sleep: of many one at least is late by less than it was long",
    "TIMER_NEVER": "sleep: every deadline comes",
    "CLOCK_BACKWARDS": "clock: never goes backwards, whoever reads it",
    "SUSPEND_RUNS": "suspend: who computes stands still until it is resumed as often",
    "SUSPEND_ANYWHERE": "suspend: who has disabled it goes on until it enables it",
    "TIMER_QUEUE_ORDER": "sleep: sleepers wake in the order of their deadlines",
    "STALE_TIMEOUT": "sleep: a deadline that is over doesn't end a later wait",
    "RUN_TIME": "run time: nobody has what goes by while all sleep",
}


def seeded_faults():
    """Name -> number of each fault of the core's header."""
    return dict(DEFINITION.findall(HEADER.read_text(encoding="utf-8")))


class SeededTest(unittest.TestCase):
    """One build and one boot for each fault; tests/image boots without one."""

    each_subtest_counts = True

    def test_each(self):
        faults = seeded_faults()
        # Others are found on the host: tests/host/meson.build.
        on_host = set(ON_HOST.findall(HOST.read_text(encoding="utf-8")))
        unknown = [name for name, number in faults.items()
                   if name not in FINDERS and number not in on_host]
        self.assertEqual(unknown, [], "each fault has a test that finds it")
        for name in FINDERS:
            number = faults[name]
            with self.subTest(f"{name.lower().replace('_', ' ')} is found"):
                self.check(number, FINDERS[name])

    def boot(self, image, finder, **options):
        # Parameters end at a space; what they hold needn't be whole.
        return qemu.boot(image.elf, cmdline=f'test.only="{finder}"', timeout=TIME_LIMIT, **options)

    def check(self, number, finder):
        image = images.build("seeded", "tests", f"LIB_TEST_FAULT={number}")
        result = self.boot(image, finder)
        cases = [case for case in tap.parse(result.console) if case.name.startswith(finder)]
        if result.timed_out or result.status == PANIC_STATUS:
            return
        self.assertEqual(len(cases), 1, result.console)
        self.assertFalse(cases[0].passed, result.console)


if __name__ == "__main__":
    unittest.main()
