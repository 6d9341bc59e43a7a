# SPDX-License-Identifier: BSD-3-Clause
"""Clocks that can't be tested from within: a known date, machines with other clocks, or with none."""

import calendar
import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import qemu  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "test"

DATE = "2026-01-02T03:04:05"
DATE_SECONDS = calendar.timegm((2026, 1, 2, 3, 4, 5))
DAY = 24 * 60 * 60

# What stands between an image and a clock: drivers that are left out.
WITHOUT_TSC = ("DRIVER_TSC=n",)
WITHOUT_HPET = (*WITHOUT_TSC, "DRIVER_HPET=n")
WITHOUT_ANY = (*WITHOUT_HPET, "DRIVER_ACPI_PM=n", "DRIVER_KVMCLOCK=n")


def run(image, machine, only="clock", extra=()):
    """The result of the tests of clocks, whose TAP must have no failure."""
    return qemu.boot(image.elf, machine=machine, accel="tcg", cmdline=f"test.only={only}",
                     timeout=60, extra=extra)


class WallClockTest(unittest.TestCase):
    """The date that the image finds."""

    def setUp(self):
        self.image = images.build("image", "tests")

    def seconds(self, machine, extra=()):
        result = run(self.image, machine, "wall", extra)
        self.assertEqual(result.status, 0, result.console)
        found = re.search(r"# the wall clock says (\d+)", result.console)
        return found and int(found[1])

    def test_the_date_is_the_machines(self):
        for machine in ("microvm", "q35"):
            with self.subTest(machine):
                seconds = self.seconds(machine, ("-rtc", f"base={DATE}"))
                self.assertIsNotNone(seconds)
                self.assertTrue(DATE_SECONDS <= seconds < DATE_SECONDS + DAY, seconds)

    def test_the_last_second_of_a_leap_day(self):
        seconds = self.seconds("microvm", ("-rtc", "base=2060-02-29T23:59:59"))
        expected = calendar.timegm((2060, 2, 29, 23, 59, 59))
        self.assertTrue(expected <= seconds < expected + DAY, seconds)

    def test_a_machine_without_one(self):
        options = qemu.find_machine("microvm").options.replace("rtc=on", "rtc=off")
        self.assertIsNone(self.seconds("microvm", ("-M", options)))


class ClockTest(unittest.TestCase):
    """Which clock is taken, and that each of them is one."""

    def check(self, image, machine, expected, extra=()):
        result = run(image, machine, extra=extra)
        self.assertEqual(result.status, 0, result.console)
        self.assertRegex(result.console, rf"# the clock is {expected}\n")
        self.assertNotIn("not ok", result.console)
        return result

    def test_each_machine_has_the_best_that_it_can_have(self):
        image = images.build("image", "tests")
        for machine in qemu.MACHINES:
            with self.subTest(machine):
                self.check(image, machine, "TSC")

    def test_the_local_apic_is_enough_to_measure_by(self):
        image = images.build("image", "tests")
        options = qemu.find_machine("microvm").options.replace("pit=on", "pit=off")
        self.check(image, "microvm", "TSC", ("-M", options))

    def test_hpet_where_there_is_no_driver_of_the_tsc(self):
        self.check(images.build("time-hpet", "tests", *WITHOUT_TSC), "q35", "HPET")

    def test_the_acpi_timer_where_there_is_no_other(self):
        self.check(images.build("time-acpi", "tests", *WITHOUT_HPET), "q35", "ACPI timer")

    def test_clocks_that_make_no_sense_are_named(self):
        result = self.check(images.build("image", "tests"), "microvm", "TSC")
        for name in ("stands still", "counts backwards", "jumps"):
            self.assertIn(f"mote: warning: clock: a clock that {name} does not count as a clock "
                          "does, and is not used\n", result.console)

    def test_no_clock_at_all_ends_the_start(self):
        image = images.build("time-none", "hello", *WITHOUT_ANY)
        result = qemu.boot(image.elf, machine="q35", accel="tcg", timeout=30)
        self.assertEqual(result.status, 71, result.console)
        self.assertIn("no driver in this image finds a clock that works; choose more under Drivers "
                      "in make menuconfig\n", result.console)
        self.assertIn("start-up failed in choosing a clock", result.console)
        self.assertNotIn("Hello", result.console)


if __name__ == "__main__":
    unittest.main()
