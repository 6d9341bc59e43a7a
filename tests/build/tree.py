# SPDX-License-Identifier: BSD-3-Clause
"""A copy of the tree to build in: with a space in its path, and away from the user's
configurations."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))

from motelib.reproduction import copies  # noqa: E402

# What a make around these tests, or a user's settings, would change.
UNWANTED = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "CC")


@dataclass(frozen=True)
class Result:
    """How a command ended, and all that it said."""

    status: int
    output: str


class Tree:
    """A copy of the tree, in a new folder that `remove` removes with all beside it."""

    def __init__(self):
        self.base = Path(tempfile.mkdtemp(prefix="mote build ")).resolve()
        self.root = self.base / "the clone"
        self.root.mkdir()
        copies.copy_tree(self.root)

    def remove(self):
        """Removes the copy."""
        shutil.rmtree(self.base, ignore_errors=True)

    def environment(self, **changes):
        """The environment of commands."""
        kept = {key: value for key, value in os.environ.items() if key not in UNWANTED}
        return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **changes}

    def run(self, *command, folder=None, **environment):
        """Runs a command in the tree."""
        done = subprocess.run(command, cwd=folder or self.root, env=self.environment(**environment),
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace", check=False)
        return Result(done.returncode, done.stdout)

    def start(self, *command):
        """Starts a command in the tree, in a process group of its own."""
        return subprocess.Popen(command, cwd=self.root, env=self.environment(), text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, start_new_session=True)

    def write(self, path, text):
        """Writes a file of the tree, or beside it where `path` begins with ../."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def built(self, name, kind="elf"):
        """A file of a built configuration: elf, debug or manifest.json."""
        return self.root / "build" / name / f"{name}.{kind}"

    def hashes(self, name):
        """The SHA-256 of all that a build puts out that others can make too."""
        return {kind: hashlib.sha256(self.built(name, kind).read_bytes()).hexdigest()
                for kind in ("elf", "debug", "manifest.json")}

    def objects(self, name):
        """Object file -> when it was made, for all of a configuration's."""
        meson = self.root / "build" / name / "meson"
        return {str(path.relative_to(meson)): path.stat().st_mtime_ns for path in meson.glob("*.p/*.o")}

    def dependencies(self, name):
        """Object file -> the files that it was made from, as the compiler noted them."""
        done = self.run("ninja", "-C", f"build/{name}/meson", "-t", "deps")
        found, files = {}, None
        for line in done.output.splitlines():
            if line.startswith("    "):
                files.add(line.strip())
            elif ": #deps" in line:
                files = found.setdefault(line.split(":")[0], set())
        return found


class TreeTest(unittest.TestCase):
    """Tests that share one copy of the tree."""

    @classmethod
    def setUpClass(cls):
        cls.tree = Tree()
        cls.addClassCleanup(cls.tree.remove)

    def make(self, *arguments, **environment):
        """Runs make, which must succeed; returns what it said."""
        result = self.tree.run("make", *arguments, **environment)
        self.assertEqual(result.status, 0, result.output)
        self.assertNotIn("Traceback", result.output)
        return result.output

    def make_fails(self, *arguments, **environment):
        """Runs make, which must fail with a sentence; returns what it said."""
        result = self.tree.run("make", *arguments, **environment)
        self.assertNotEqual(result.status, 0, result.output)
        self.assertNotIn("Traceback", result.output)
        self.assertIn("mote: ", result.output)
        return result.output
