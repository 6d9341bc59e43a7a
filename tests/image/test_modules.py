# SPDX-License-Identifier: BSD-3-Clause
"""The modules' own tests, in an image, on every machine: each line of TAP is a test."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib.testing import images  # noqa: E402
from motelib.testing.in_image import ModulesInImage  # noqa: E402

LANE = "check"

OLD_CPU = ("-cpu", "qemu64")

# Machine, memory, more options. More than 3 GiB of memory lie in two parts.
# Time goes by with the instructions (2^SHIFT ns each): what a busy host takes away isn't missed.
SHIFT = 1
BOOTS = (
    ("microvm", "64M", ()),
    ("microvm-acpi", "64M", ()),
    ("q35", "64M", ()),
    ("q35-seabios", "64M", ()),
    ("microvm", "4G", ()),
    ("q35", "4G", ()),
    ("q35-seabios", "4G", ()),
    ("microvm", "64M", OLD_CPU),
    ("q35", "64M", OLD_CPU),
)
# Time goes by as it does outside.
UNCOUNTED = ("microvm", "q35")


class ModulesTest(ModulesInImage, unittest.TestCase):
    """Boots the image of configs/tests_defconfig."""

    each_subtest_counts = True

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("image", "tests")
        cls.make_initrd()

    def test_on_every_machine(self):
        for machine, memory, extra in BOOTS:
            self.check_modules(" ".join([machine, memory, *extra[1:]]), machine=machine,
                               memory=memory, extra=extra, icount=SHIFT)

    def test_in_real_time(self):
        for machine in UNCOUNTED:
            self.check_modules(f"{machine} in real time", machine=machine)


if __name__ == "__main__":
    unittest.main()
