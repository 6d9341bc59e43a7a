# SPDX-License-Identifier: BSD-3-Clause
"""Lua in the image of configs/lua_defconfig: the language and its libraries, the console, exit statuses."""

import os
import re
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
from motelib import budgets, qemu  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "test"

PATIENCE_SECONDS = 120
END_OF_INPUT = b"\x04"


class LuaTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.image = images.build("lua", "lua")

    def boot(self, arguments, keys=b""):
        """The Result of an image with these arguments of Lua's, at which somebody types KEYS."""
        with tempfile.TemporaryFile() as typed:
            typed.write(keys)
            typed.flush()
            os.lseek(typed.fileno(), 0, os.SEEK_SET)
            return qemu.boot(self.image.elf, cmdline=arguments, stdin=typed.fileno(),
                             timeout=PATIENCE_SECONDS)

    def test_the_language_and_its_libraries(self):
        result = self.boot("-- -", (HERE / "language.lua").read_bytes() + END_OF_INPUT)
        failed = re.findall(r"^not ok .*(?:\n\t.*)*", result.console, re.MULTILINE)
        self.assertEqual(failed, [])
        # As many as there are, to the last one.
        tests = (HERE / "language.lua").read_text(encoding="utf-8").count('\ntest("')
        self.assertEqual(len(re.findall(r"^ok ", result.console, re.MULTILINE)), tests)
        self.assertEqual(result.status, 7)

    def test_script_from_the_arguments(self):
        result = self.boot("-- -e print(1+1,...)os.exit(5)")
        self.assertRegex(result.console, r"(?m)^2$")
        self.assertEqual(result.status, 5)

    def test_error_has_a_traceback_and_a_status(self):
        result = self.boot("-- -e error(42)")
        self.assertIn("lua: 42", result.console)
        self.assertEqual(result.status, 1)
        result = self.boot("-- -e local_x.y=1")
        self.assertIn("attempt to index a nil value (global 'local_x')\nstack traceback:\n", result.console)

    def test_lines_are_typed_at_the_prompt(self):
        result = self.boot("", b"x = 20 +\n22\nx\nerror('oh')\nxx\x7f\x7f'still ' .. 'here'\nos.exit(3)\n")
        self.assertIn("> 42\n", result.console)
        self.assertIn("stdin:1: oh\n", result.console)
        self.assertIn("still here\n", result.console)
        self.assertEqual(result.status, 3)

    def test_end_of_input_ends_it(self):
        result = self.boot("", END_OF_INPUT)
        self.assertEqual(result.status, 0)

    def test_image_is_small(self):
        verdict = budgets.check("bytes", "lua", self.image.elf.stat().st_size)
        self.assertTrue(verdict.ok, verdict.message)


if __name__ == "__main__":
    unittest.main()
