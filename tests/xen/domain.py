# SPDX-License-Identifier: BSD-3-Clause
"""What the tests of this folder share: both kinds of domain 0, and an image for each."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib.report import UserError  # noqa: E402
from motelib.testing import images  # noqa: E402
from motelib.testing.in_image import FaultsInImage, ModulesInImage  # noqa: E402
from motelib.xen import hypervisor  # noqa: E402

# What an image needs to be chosen for each. On PV an overflow is found by the event that comes next,
# so that in its report the thread's own stack stands behind that of the interrupt.
CHOICES = {"xen-pvh": ("DRIVER_XEN=y",),
           "xen-pv": ("PLATFORM_XENPV=y", "DRIVER_XEN=y", "PANIC_STACK_WORDS=256")}


def image(machine, saved, *assignments, variant=""):
    """The image of a saved configuration for a kind of domain; VARIANT tells assignments apart."""
    return images.build(f"{machine}-{saved}{variant}", saved, *CHOICES[machine], *assignments)


def require_xen():
    """Skips all tests, with the reason, where Xen can't be had."""
    try:
        hypervisor.find()
    except UserError as error:
        raise unittest.SkipTest(str(error)) from error


class ModulesInDomain(ModulesInImage):
    """The modules' own tests in the kind of domain that `machine` names."""

    @classmethod
    def setUpClass(cls):
        cls.image = image(cls.machine, "tests")
        cls.make_initrd()

    def test_with_little_and_with_much_memory(self):
        for memory in ("64M", "1G"):
            self.check_modules(f"{self.machine} {memory}", timeout=120, machine=self.machine,
                               memory=memory)


class FaultsInDomain(FaultsInImage):
    """One boot for each fault in the kind of domain that `machine` names."""

    @classmethod
    def setUpClass(cls):
        cls.image = image(cls.machine, "tests")

    def test_each(self):
        faults = self.faults(machine=self.machine)
        for name, expected in faults:
            with self.subTest(f"{self.machine}: {name.replace('_', ' ')}"):
                self.check_fault(name, expected, machine=self.machine)
        with self.subTest(f"{self.machine}: they are found"):
            self.assertGreater(len(faults), 10)
