# SPDX-License-Identifier: BSD-3-Clause
"""How images end: what status arrives, how the machine goes off, what too little memory does."""

import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import child, qemu  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "check"

TOO_LITTLE_MEMORY_STATUS = 71
STACK_PAGES = 4096


class StatusTest(unittest.TestCase):
    """A status on its way from main() to the host."""

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("image", "tests")

    def end_with(self, status, **options):
        return qemu.boot(self.image.elf, cmdline=f"log.level=error tests.status={status}", timeout=20, **options)

    def test_what_fits_arrives_on_every_machine(self):
        for machine in qemu.MACHINES:
            for status in (0, 1, 127):
                with self.subTest(machine=machine, status=status):
                    result = self.end_with(status, machine=machine)
                    self.assertEqual((result.status, result.console), (status, ""))

    def test_what_does_not_fit_is_said_and_clamped(self):
        for status in (128, 256, -1):
            with self.subTest(status=status):
                result = self.end_with(status)
                self.assertEqual(result.status, 127)
                self.assertEqual(
                    result.console,
                    f"mote: exit status {status} does not fit into 7 bits, 127 is reported\n")


class PowerOffTest(unittest.TestCase):
    """Without isa-debug-exit the machine goes off by ACPI where it has it, else by a reset."""

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("image", "tests")

    def reason_of_the_end(self, machine):
        """Why QEMU ended: the reason in its SHUTDOWN event (QMP)."""
        line = qemu.command(self.image.elf, machine=machine, cmdline="tests.status=0")
        at = line.index(qemu.EXIT_DEVICE)
        line[at - 1:at + 1] = ["-S", "-qmp", "stdio", "-serial", "null"]
        process = child.spawn(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        with child.ending(process):
            said, _ = process.communicate(
                '{"execute": "qmp_capabilities"}\n{"execute": "cont"}\n', timeout=30)
        events = [json.loads(text) for text in said.splitlines() if text.startswith("{")]
        reasons = [each["data"]["reason"] for each in events if each.get("event") == "SHUTDOWN"]
        self.assertEqual(len(reasons), 1, said)
        return reasons[0]

    def test_a_microvm_without_acpi_is_reset(self):
        self.assertEqual(self.reason_of_the_end("microvm"), "guest-reset")

    def test_a_microvm_with_acpi_goes_off(self):
        self.assertEqual(self.reason_of_the_end("microvm-acpi"), "guest-shutdown")

    def test_a_q35_goes_off_with_either_firmware(self):
        for machine in ("q35", "q35-seabios"):
            with self.subTest(machine):
                self.assertEqual(self.reason_of_the_end(machine), "guest-shutdown")


class MemoryTest(unittest.TestCase):
    """A machine that is too small for the image."""

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("image-large", "hello", f"MAIN_STACK_PAGES={STACK_PAGES}")

    def needed_kib(self, machine):
        result = qemu.boot(self.image.elf, machine=machine, memory="8M", timeout=20)
        self.assertEqual(result.status, TOO_LITTLE_MEMORY_STATUS, result.console)
        found = re.fullmatch(
            r"mote: this image needs at least (\d+) KiB of memory and the machine has (\d+) KiB "
            r"\(make run MEM=\.\.\.\)\n", result.console)
        self.assertTrue(found, result.console)
        # Of a q35 the firmware takes the last pages for its tables.
        self.assertLessEqual(int(found[2]), 8192)
        self.assertGreater(int(found[2]), 8000)
        return int(found[1])

    def test_it_says_how_much_is_needed_and_that_suffices(self):
        needed = self.needed_kib("microvm")
        self.assertGreater(needed, 1024 + STACK_PAGES * 4)
        # A machine's memory is whole pages of 8 KiB here; the heap and page tables take some more.
        result = qemu.boot(self.image.elf, memory=f"{(needed + 63) // 8 * 8}k", timeout=20)
        self.assertEqual(result.status, 0, result.console)

    def test_a_q35_says_so_too(self):
        for machine in ("q35", "q35-seabios"):
            with self.subTest(machine):
                self.assertEqual(self.needed_kib(machine), self.needed_kib("microvm"))


if __name__ == "__main__":
    unittest.main()
