# SPDX-License-Identifier: BSD-3-Clause
"""SQLite in images: its shell, databases in files, and its benchmark's own verification."""

import os
import re
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import qemu  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "test"

PATIENCE_SECONDS = 120
MEMORY = "128M"
HASH = re.compile(r"Verification Hash: (\d+ [0-9a-f]+)")
# What the same program prints on Linux: a hash over all results of all its statements.
EXPECTED_HASH = "111130 1e792c9db61996c477b8ab5ce2d690052e8dae74824a430a"


class ShellTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.image = images.build("sqlite", "sqlite")

    def answers(self, arguments, *lines):
        """What the image says when these lines are typed, and its status."""
        with tempfile.TemporaryFile() as typed:
            typed.write("".join(f"{line}\n" for line in lines).encode())
            typed.flush()
            os.lseek(typed.fileno(), 0, os.SEEK_SET)
            result = qemu.boot(self.image.elf, memory=MEMORY, cmdline=f"-- -batch {arguments}",
                               stdin=typed.fileno(), timeout=PATIENCE_SECONDS)
        return result.console, result.status

    def test_statements_are_answered(self):
        said, status = self.answers("", "create table t(a, b);",
                                    "insert into t values(1, 'one'), (2, 'two'), (3.5, null);",
                                    "select sum(a) || ':' || count(b) from t;",
                                    "select printf('%.17g', 0.1);", ".quit")
        self.assertRegex(said, r"(?m)^6\.5:2\r?$")
        self.assertIn("0.1", said)
        self.assertEqual(status, 0)

    def test_a_database_lies_in_a_file(self):
        said, status = self.answers("/tmp/first.db", "create table t(a);",
                                    "begin; insert into t values(41); commit;",
                                    "insert into t values(42);",
                                    ".open /tmp/second.db", ".open /tmp/first.db",
                                    "pragma integrity_check;", "select 'sum ' || sum(a) from t;", ".quit")
        self.assertRegex(said, r"(?m)^ok\r?$")
        self.assertRegex(said, r"(?m)^sum 83\r?$")
        self.assertEqual(status, 0)

    def test_a_mistake_is_told(self):
        said, status = self.answers("", "select missing;", ".quit")
        self.assertIn("no such column: missing", said)
        self.assertEqual(status, 1)


class SpeedtestTest(unittest.TestCase):
    def test_its_results_are_those_on_linux(self):
        image = images.build("sqlite-speedtest", "sqlite-speedtest")
        result = qemu.boot(image.elf, memory=MEMORY, cmdline="-- --memdb --size 1 --verify",
                           timeout=PATIENCE_SECONDS)
        self.assertEqual(HASH.findall(result.console), [EXPECTED_HASH], result.console[-2000:])
        self.assertEqual(result.status, 0)


if __name__ == "__main__":
    unittest.main()
