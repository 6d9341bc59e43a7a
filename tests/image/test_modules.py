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
                               memory=memory, extra=extra)


if __name__ == "__main__":
    unittest.main()
