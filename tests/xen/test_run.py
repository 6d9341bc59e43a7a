# SPDX-License-Identifier: BSD-3-Clause
"""hello as a domain 0 of a real Xen, and how a domain's end reaches the host."""

import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import domain  # noqa: E402  (also makes motelib importable)

from motelib import paths, qemu  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "all"

TIMEOUT = 30


def setUpModule():  # noqa: N802
    domain.require_xen()


class DomainTest(unittest.TestCase):
    """Each test is of both kinds of domain."""

    def boot(self, machine, image, **options):
        return qemu.boot(image.elf, machine=machine, timeout=TIMEOUT, **options)

    def test_hello_prints_its_arguments(self):
        for machine in qemu.XEN_MACHINES:
            with self.subTest(machine):
                result = self.boot(machine, domain.image(machine, "hello"),
                                   cmdline='-- one "two, three" four,')
                self.assertEqual((result.status, result.console),
                                 (0, "Hello from Mote!\nargument 1: one\nargument 2: two, three\n"
                                     "argument 3: four,\n"), result.what_was_said())

    def test_every_status_arrives(self):
        for machine in qemu.XEN_MACHINES:
            for status in (0, 1, 127):
                with self.subTest(machine=machine, status=status):
                    result = self.boot(machine, domain.image(machine, "tests"),
                                       cmdline=f"tests.status={status}")
                    self.assertEqual(result.status, status, result.what_was_said())
                    self.assertNotIn("panic", result.console)

    def test_without_the_exit_device_xen_is_told(self):
        for machine in qemu.XEN_MACHINES:
            for status, word in ((0, "halted"), (70, "crashed")):
                with self.subTest(machine=machine, status=status):
                    image = domain.image(machine, "tests", "DRIVER_DEBUGEXIT=n",
                                         variant="-without-exit")
                    result = self.boot(machine, image, cmdline=f"tests.status={status}")
                    self.assertIsNone(result.status)
                    self.assertFalse(result.timed_out)
                    self.assertIn(f"Hardware Dom0 {word}", result.hypervisor_log)

    def test_a_long_text_arrives_whole(self):
        image = domain.image("xen-pvh", "tests")
        listed = [self.boot(machine, image, cmdline="test.list=tests").console
                  for machine in ("microvm", "xen-pvh")]
        self.assertGreater(len(listed[0]), 4096)
        self.assertEqual(*listed)


class SavedTest(unittest.TestCase):
    """The saved configurations that only Xen can enter, which tests/build leaves to us."""

    def test_each_boots(self):
        names = [path.name[:-len("_defconfig")] for path in paths.CONFIGS.glob("*_defconfig")
                 if "CONFIG_PLATFORM_XENPV=y" in path.read_text()]
        self.assertIn("xenpv", names)
        for name in names:
            with self.subTest(name):
                result = qemu.boot(images.build(f"xen-{name}", name).elf, timeout=TIMEOUT)
                self.assertEqual(result.status, 0, result.what_was_said())
                self.assertNotIn("panic", result.console)


class PlatformTest(unittest.TestCase):
    """make run knows where an image belongs."""

    def run_image(self, machine, *options):
        configuration = domain.image(machine, "hello")
        return subprocess.run(
            [sys.executable, str(paths.ROOT / "scripts" / "run.py"), "--name", configuration.name,
             *options], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, timeout=TIMEOUT, check=False)

    def test_an_image_for_xen_pv_goes_there_by_itself(self):
        done = self.run_image("xen-pv")
        self.assertEqual((done.returncode, done.stdout), (0, "Hello from Mote!\n"), done.stderr)
        self.assertIn("(xen-pv, TCG)", done.stderr)

    def test_an_image_for_pvh_runs_on_qemu_and_on_xen(self):
        for options, where in (((), "microvm"), (("--machine", "xen-pvh"), "xen-pvh")):
            with self.subTest(where):
                done = self.run_image("xen-pvh", *options)
                self.assertEqual((done.returncode, done.stdout), (0, "Hello from Mote!\n"),
                                 done.stderr)
                self.assertIn(f"({where}, TCG)", done.stderr)

    def test_an_image_for_the_other_platform_is_refused_with_the_way_out(self):
        for made_for, machine in (("xen-pv", "q35"), ("xen-pvh", "xen-pv")):
            with self.subTest(machine):
                done = self.run_image(made_for, "--machine", machine)
                self.assertEqual((done.returncode, done.stdout), (1, ""))
                self.assertIn("leave MACHINE out", done.stderr)


if __name__ == "__main__":
    unittest.main()
