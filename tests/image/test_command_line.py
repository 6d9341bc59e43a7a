# SPDX-License-Identifier: BSD-3-Clause
"""What is said to an image when it is started: parameters, arguments, and what it refuses."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import qemu  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "check"

USAGE_STATUS = 64
LONGEST = 1024
MOST_ARGUMENTS = 32


class CommandLineTest(unittest.TestCase):
    """The image of configs/hello_defconfig, which prints its arguments."""

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("image-hello", "hello", f"COMMAND_LINE_MAX={LONGEST}",
                                 f"ARGUMENTS_MAX={MOST_ARGUMENTS}")

    def boot(self, cmdline, **options):
        return qemu.boot(self.image.elf, cmdline=cmdline, timeout=20, **options)

    def assert_arguments(self, cmdline, *arguments, **options):
        result = self.boot(cmdline, **options)
        self.assertEqual(result.status, 0, result.console)
        printed = result.console.splitlines()[1:]
        expected = [f"argument {i}: {text}" for i, text in enumerate(arguments, 1)]
        self.assertEqual(printed, expected)

    def assert_refused(self, cmdline, *parts):
        result = self.boot(cmdline)
        self.assertEqual(result.status, USAGE_STATUS, result.console)
        self.assertNotIn("Hello", result.console)
        first = result.console.splitlines()[0]
        self.assertTrue(first.startswith("mote: "), first)
        for part in parts:
            self.assertIn(part, first)
        return result.console

    def test_no_arguments(self):
        self.assert_arguments("")
        self.assert_arguments("--")

    def test_arguments_arrive(self):
        self.assert_arguments("-- one --two -- three=3 help", "one", "--two", "--", "three=3", "help")

    def test_quotes_hold_an_argument_together(self):
        self.assert_arguments('-- "two words" a" "b ""', "two words", "a b", "")

    def test_parameters_are_no_arguments(self):
        self.assert_arguments("log.level=error -- log.level=none", "log.level=none")

    def test_tokens_of_the_hypervisor_are_no_arguments(self):
        # QEMU appends one for each virtio device, behind -- too.
        extra = ("-M", "microvm,acpi=off,isa-serial=on,auto-kernel-cmdline=on",
                 "-device", "virtio-rng-device")
        result = self.boot("-- mine", extra=extra)
        self.assertIn("argument 1: mine\n", result.console)
        self.assertNotIn("argument 2", result.console)
        self.assert_arguments("virtio_mmio.device=512@0xfeb00e00:12 -- a virtio_mmio.device=1 b",
                              "a", "b")

    def test_help_lists_the_parameters(self):
        result = self.boot("help")
        self.assertEqual(result.status, 0)
        self.assertIn("  log.level=none|error|warning|info|debug\n", result.console)
        self.assertIn("  help\n", result.console)
        self.assertNotIn("Hello", result.console)

    def test_an_unknown_parameter_is_named_and_the_known_are_listed(self):
        console = self.assert_refused("net.ip=10.0.0.2", "'net.ip'", "not known", "behind --")
        self.assertIn("log.level=", console)

    def test_an_argument_without_dashes_is_an_unknown_parameter(self):
        self.assert_refused("argument", "'argument'", "behind --")

    def test_a_parameter_without_a_value(self):
        self.assert_refused("log.level", "'log.level'", "needs a value")

    def test_a_malformed_value_is_named_with_what_is_taken(self):
        console = self.assert_refused("log.level=loud", "'log.level'", "'loud'")
        self.assertIn("  log.level=none|error|warning|info|debug\n", console)

    def test_the_longest_line(self):
        self.assert_arguments("-- " + "x" * (LONGEST - 4), "x" * (LONGEST - 4))

    def test_a_line_that_is_too_long(self):
        self.assert_refused("-- " + "x" * (LONGEST - 3), "too long", "CONFIG_COMMAND_LINE_MAX")

    def test_a_quote_without_a_partner(self):
        self.assert_refused('-- "half', "double quote")
        self.assert_refused('log.level="error', "double quote")

    def test_the_most_arguments(self):
        arguments = [f"a{i}" for i in range(MOST_ARGUMENTS)]
        self.assert_arguments("-- " + " ".join(arguments), *arguments)

    def test_too_many_arguments(self):
        self.assert_refused("-- " + "a " * (MOST_ARGUMENTS + 1), "too many", "CONFIG_ARGUMENTS_MAX")


class SelectionTest(unittest.TestCase):
    """The parameters of the test library."""

    @classmethod
    def setUpClass(cls):
        cls.image = images.build("image", "tests")

    def boot(self, cmdline):
        # Without the warnings of clocks that are there to be refused.
        return qemu.boot(self.image.elf, cmdline=f"log.level=error {cmdline}", timeout=20)

    def test_a_pattern_with_a_blank(self):
        result = self.boot('"test.only=heap: zeroed"')
        self.assertEqual(result.status, 0)
        self.assertRegex(result.console, r"^TAP version 13\n1\.\.1\nok 1 - heap: zeroed [^\n]*\n$")

    def test_a_pattern_that_nothing_matches_fails(self):
        result = self.boot("test.only=nothing-is-called-so")
        self.assertEqual((result.status, result.console), (1, "TAP version 13\n1..0\n"))

    def test_a_fault_that_does_not_exist(self):
        result = self.boot("test.fault=none")
        self.assertEqual(result.status, USAGE_STATUS)
        self.assertIn("test.list=faults", result.console)

    def test_the_tests_are_listed(self):
        result = self.boot("test.list=tests")
        self.assertEqual(result.status, 0)
        self.assertIn("heap: zeroed memory is zero", result.console)
        self.assertNotRegex(result.console, r"(?m)^(not )?ok ")


if __name__ == "__main__":
    unittest.main()
