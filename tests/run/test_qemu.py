# SPDX-License-Identifier: BSD-3-Clause
"""motelib.qemu: every machine boots, and each way to end is told from the others."""

import contextlib
import sys
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fixtures  # noqa: E402  (also makes motelib importable)

from motelib import qemu  # noqa: E402
from motelib.report import UserError  # noqa: E402

CPUINFO = "processor : 0\nflags : fpu {}\n"


class BootTest(unittest.TestCase):
    def test_every_machine_boots_and_gives_a_status(self):
        image = fixtures.printing(b"hello\n", "hello", status=42)
        for machine in qemu.MACHINES:
            with self.subTest(machine):
                result = qemu.boot(image, machine=machine)
                self.assertEqual((result.status, result.console), (42, "hello\n"))
                self.assertFalse(result.timed_out)
                self.assertLess(0, result.seconds_to_first_byte)
                self.assertLess(result.seconds_to_first_byte, result.seconds)

    def test_every_status(self):
        for status in (0, 1, 2, 64, 126, 127):
            with self.subTest(status):
                result = qemu.boot(fixtures.image("exit", STATUS=status))
                self.assertEqual(result.status, status)
                self.assertIsNone(result.seconds_to_first_byte)

    def test_a_triple_fault_has_no_status(self):
        for machine in ("microvm", "q35"):
            with self.subTest(machine):
                result = qemu.boot(fixtures.image("triple_fault"), machine=machine)
                self.assertIsNone(result.status)
                self.assertFalse(result.timed_out)
                self.assertEqual(result.console, "falling\n")

    def test_a_timeout_has_no_status(self):
        for timeout in fixtures.LONGER_AND_LONGER:
            result = qemu.boot(fixtures.image("spin"), timeout=timeout)
            if result.console.endswith("\n"):
                break
        self.assertTrue(result.timed_out)
        self.assertIsNone(result.status)
        self.assertEqual(result.console, "spinning\n")

    def test_bytes_arrive_unchanged(self):
        every_byte = bytes(range(1, 256)) * 40
        seen = []
        qemu.boot(fixtures.printing(every_byte, "bytes"), on_output=seen.append)
        self.assertEqual(b"".join(seen), every_byte)

    def test_quiet_is_told_after_output(self):
        events = []
        for timeout in fixtures.LONGER_AND_LONGER:
            events.clear()
            qemu.boot(
                fixtures.image("spin"),
                timeout=timeout,
                on_output=lambda _: events.append("output"),
                on_quiet=lambda: events.append("quiet"),
            )
            if events[-2:] == ["quiet", "quiet"]:
                break
        self.assertIn("output", events)
        self.assertEqual(events[-2:], ["quiet", "quiet"], "once while it spins, once at the end")

    def test_icount_implies_tcg(self):
        with mock.patch.object(qemu, "kvm_obstacle", lambda: None):
            result = qemu.boot(fixtures.image("exit", STATUS=3), icount=0)
        self.assertEqual((result.status, result.accelerator), (3, "tcg"))
        self.assertIn("shift=0,sleep=off", result.command)


class HostFailureTest(unittest.TestCase):
    """What the host can't do is a UserError that gives the reason and the next step."""

    def assert_refused(self, *parts, **options):
        with self.assertRaises(UserError) as caught:
            qemu.boot(options.pop("elf", None) or fixtures.image("exit", STATUS=0), **options)
        for part in parts:
            self.assertIn(part, str(caught.exception))

    def test_missing_image(self):
        self.assert_refused("there is no image", "make", elf=fixtures.FOLDER / "none.elf")

    def test_missing_initrd(self):
        self.assert_refused("there is no initrd /none", "INITRD=", initrd="/none")

    def test_an_image_that_is_none(self):
        file = fixtures.FOLDER / "text.elf"
        file.write_text("not an ELF file\n")
        self.assert_refused("QEMU did not start the image", "kernel", elf=file)

    def test_unknown_machine_names_the_known(self):
        self.assert_refused("'pdp11'", "microvm, ", machine="pdp11")

    def test_unknown_accelerator(self):
        self.assert_refused("'magic'", "auto, tcg or kvm", accel="magic")

    def test_qemu_gives_its_own_reason(self):
        self.assert_refused("Parameter 'size'", "MEM=", memory="much")

    def test_an_image_that_does_not_fit_into_memory(self):
        self.assert_refused("lies at addresses up to", "MEM=1M", "give it more", memory="1M")
        self.assert_refused("MEM=1024k", memory="1024k")

    def test_damaged_elf_headers_are_left_to_qemu(self):
        whole = fixtures.image("exit", STATUS=0).read_bytes()
        file = fixtures.FOLDER / "damaged.elf"
        bad_table = whole[:54] + b"\xff" * 10 + whole[64:]
        for data in (b"", whole[:5], whole[:63], whole[:70], bad_table):
            file.write_bytes(data)
            with self.subTest(size=len(data)), contextlib.suppress(UserError):
                qemu.boot(file, timeout=5)

    def test_qemu_missing(self):
        elf = fixtures.image("exit", STATUS=0)
        with mock.patch.dict("os.environ", PATH="/nonexistent"):
            self.assert_refused(
                "qemu-system-x86_64 is not installed", qemu.INSTALL, "./mote run", elf=elf
            )


class AcceleratorTest(unittest.TestCase):
    """KVM only where both the processor and the device say so."""

    def obstacle(self, flags, device):
        with mock.patch.object(Path, "read_text", lambda _: CPUINFO.format(flags)):
            with mock.patch("os.open", **device):
                with mock.patch("os.close"):
                    return qemu.kvm_obstacle(), qemu.choose_accelerator("auto")

    def test_real(self):
        for flag in ("vmx", "svm"):
            self.assertEqual(self.obstacle(flag, {"return_value": 9}), (None, "kvm"))

    def test_a_device_without_a_processor_behind_it(self):
        obstacle, chosen = self.obstacle("nosvm", {"return_value": 9})
        self.assertIn("neither vmx nor svm", obstacle)
        self.assertEqual(chosen, "tcg")

    def test_a_device_that_does_not_open(self):
        denied = {"side_effect": PermissionError(13, "Permission denied")}
        obstacle, chosen = self.obstacle("vmx", denied)
        self.assertIn("/dev/kvm does not open (Permission denied)", obstacle)
        self.assertEqual(chosen, "tcg")

    def test_asked_for_where_it_is_not(self):
        with mock.patch.object(qemu, "kvm_obstacle", lambda: "there is none"):
            sentence = "KVM was asked for, but there is none; use ACCEL=tcg"
            with self.assertRaisesRegex(UserError, sentence):
                qemu.choose_accelerator("kvm")


class StatusTest(unittest.TestCase):
    def test_what_qemus_exit_status_says(self):
        for returncode, status in ((0, None), (1, 0), (2, None), (3, 1), (255, 127), (-9, None)):
            self.assertEqual(qemu.image_status(returncode), status, returncode)

    def test_status_0_of_an_image_is_not_a_failure_of_qemu(self):
        warning = "qemu-system-x86_64: warning: something is deprecated\n"
        qemu.refuse_host_failure(1, "", spoke=False)
        qemu.refuse_host_failure(1, warning, spoke=False)
        qemu.refuse_host_failure(1, "qemu-system-x86_64: virtio: bad buffer", spoke=True)
        with self.assertRaisesRegex(UserError, "bad option"):
            qemu.refuse_host_failure(1, warning + "qemu-system-x86_64: bad option", spoke=False)

    def test_a_qemu_that_crashed(self):
        with self.assertRaisesRegex(UserError, "ended by SIGABRT, saying “qemu: assertion”"):
            qemu.refuse_host_failure(-6, "qemu: assertion\n", spoke=True)


if __name__ == "__main__":
    unittest.main()
