# SPDX-License-Identifier: BSD-3-Clause
"""The tables of verbs and packages agree with each other, and looking into them is quick."""

import fnmatch
import re
import resource
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "scripts" / "packages"
PROOF = re.compile(r"command:[a-z0-9_.+-]+|python:[a-z_]+|header:[a-z/_]+\.h")
SECONDS = 0.15


def rows(name):
    """The lines of a table as lists of words."""
    lines = (PACKAGES / name).read_text().splitlines()
    return [line.split() for line in lines if line.strip() and not line.startswith("#")]


class TablesTest(unittest.TestCase):
    """A slip in a table would go unnoticed until a bare machine meets it."""

    def test_each_package_has_a_proof_and_a_group(self):
        for package, proof, *groups in rows("debian.txt"):
            self.assertRegex(proof, f"^(?:{PROOF.pattern})$", package)
            self.assertTrue(groups, package)

    def test_verbs_and_packages_name_the_same_groups(self):
        of_packages = {group for _, _, *groups in rows("debian.txt") for group in groups}
        of_verbs = {group for _, *groups in rows("verbs.txt") for group in groups}
        self.assertEqual(of_packages, of_verbs)

    def test_no_pattern_hides_a_later_one(self):
        patterns = [row[0] for row in rows("verbs.txt")]
        for place, verb in enumerate(patterns):
            for before in patterns[:place]:
                self.assertFalse(fnmatch.fnmatchcase(verb, before), f"{before} hides {verb}")

    def test_every_verb_of_the_table_is_one_of_make(self):
        makefile = (ROOT / "Makefile").read_text()
        targets = set(re.findall(r"^([a-z-]+): ##", makefile, re.MULTILINE))
        verbs = {row[0] for row in rows("verbs.txt") if "*" not in row[0]}
        self.assertLessEqual(verbs, targets)

    def test_every_other_verb_is_caught_by_the_last_line(self):
        self.assertEqual(rows("verbs.txt")[-1][0], "*")

    def test_test_all_needs_whatever_a_lane_needs(self):
        verbs = {pattern: set(groups) for pattern, *groups in rows("verbs.txt")}
        for verb in ("check", "test", "test-bare", "run", "debug", "bench"):
            self.assertLessEqual(verbs[verb], verbs["test-all"], verb)


class PythonTest(unittest.TestCase):
    """scripts/find-python prints an interpreter, whatever comes first in PATH."""

    def test_a_python_in_path_does_not_hide_that_of_the_distribution(self):
        if not Path("/usr/bin/python3").exists():
            self.skipTest("no /usr/bin/python3 here")
        with tempfile.TemporaryDirectory() as folder:
            python = Path(folder) / "python3"
            python.write_text("#!/bin/sh\nexit 1\n")
            python.chmod(0o755)
            found = subprocess.run([ROOT / "scripts/find-python"], env={"PATH": folder},
                                   stdout=subprocess.PIPE, text=True, check=True).stdout
        self.assertEqual(found, "/usr/bin/python3\n")


class SpeedTest(unittest.TestCase):
    """Where nothing is missing mote is not felt; processor time, since the machine may be busy."""

    def test_nothing_missing_is_quick(self):
        command = [ROOT / "mote", "--no-install", "--setup", "run"]
        if subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode:
            self.skipTest("what `run` needs is not installed here")
        self.assertLess(min(processor_time(command) for _ in range(5)), SECONDS)


def processor_time(command):
    """Seconds of processor time that a command takes, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    unittest.main()
