# SPDX-License-Identifier: BSD-3-Clause
"""What the formatter and the checkers of other languages say of the tree."""

import shutil
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
import format as formatter  # noqa: E402
from motelib import paths  # noqa: E402

LANE = "all"

SHELL_SCRIPTS = ("mote", ".ci/run", "scripts/find-python", "scripts/packages/install")


class ToolsTest(unittest.TestCase):
    """Each tool finds nothing."""

    def need(self, tool):
        if not shutil.which(tool):
            self.skipTest(f"{tool} is not installed: apt-get install {tool}")

    def test_clang_format(self):
        self.need("clang-format")
        self.assertEqual(formatter.unformatted(), "")

    def test_shellcheck(self):
        self.need("shellcheck")
        scripts = [str(paths.ROOT / name) for name in SHELL_SCRIPTS]
        done = subprocess.run(["shellcheck", *scripts], stdout=subprocess.PIPE, text=True,
                              stderr=subprocess.STDOUT, check=False)
        self.assertEqual(done.stdout, "")

    def test_all_shell_scripts_are_known(self):
        found = [path for path in sorted(paths.ROOT.rglob("*"))
                 if path.is_file() and not {"build", "external", ".git"} & set(path.parts)
                 and path.suffix in ("", ".sh") and path.read_bytes()[:9] == b"#!/bin/sh"]
        self.assertEqual({str(path.relative_to(paths.ROOT)) for path in found}, set(SHELL_SCRIPTS))


if __name__ == "__main__":
    unittest.main()
