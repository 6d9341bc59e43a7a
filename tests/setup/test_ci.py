# SPDX-License-Identifier: BSD-3-Clause
""".ci/run: the closing line is the sum of the lanes, and nothing that went wrong is lost in it."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FINE = {
    "run": ("Hello", 0),
    "test": ("9 passed, 9 failed, 9 skipped\nlast:\n10 passed, 0 failed, 1 skipped", 0),
    "test-rest": ("200 passed, 0 failed, 0 skipped", 0),
}


class CiTest(unittest.TestCase):
    """Runs .ci/run beside a ./mote that only prints and ends as told."""

    def outcome(self, **verbs):
        """The status and the output's lines, with other answers for some verbs."""
        answers = {**FINE, **{name.replace("_", "-"): answer for name, answer in verbs.items()}}
        with tempfile.TemporaryDirectory(prefix="a checkout ") as folder:
            tree = Path(folder)
            (tree / ".ci").mkdir()
            shutil.copy2(ROOT / ".ci/run", tree / ".ci/run")
            cases = "".join(f"{verb}) echo '{text}'; exit {status} ;;\n"
                            for verb, (text, status) in answers.items())
            mote = tree / "mote"
            mote.write_text(f'#!/bin/sh\necho "CI=$CI $2"\ncase $1 in\n{cases}esac\n')
            mote.chmod(0o755)
            done = subprocess.run([tree / ".ci/run"], stdout=subprocess.PIPE, text=True,
                                  stderr=subprocess.STDOUT, timeout=60, check=False)
        return done.returncode, done.stdout.splitlines()

    def test_counts_are_summed_and_minutes_printed(self):
        status, lines = self.outcome()
        self.assertEqual((status, lines[-1]), (0, "211 passed, 0 failed, 1 skipped"))
        self.assertIn("CI=true WERROR=1", lines)
        for verb in FINE:
            self.assertRegex("\n".join(lines), rf"(?m)^ +\d+:\d\d  \./mote {verb}$")

    def test_a_failed_test_fails_the_run(self):
        status, lines = self.outcome(test=("3 passed, 2 failed, 0 skipped", 1))
        self.assertEqual((status, lines[-1]), (1, "204 passed, 2 failed, 0 skipped"))

    def test_an_image_that_does_not_run_is_a_failure(self):
        status, lines = self.outcome(run=("5 passed, 0 failed, 0 skipped", 1))
        self.assertEqual((status, lines[-1]), (1, "210 passed, 1 failed, 1 skipped"))

    def test_a_lane_without_a_closing_line_is_a_failure(self):
        status, lines = self.outcome(test_rest=("make: *** no rule", 2))
        self.assertEqual((status, lines[-1]), (1, "11 passed, 1 failed, 1 skipped"))
        status, lines = self.outcome(test_rest=("ended early", 0))
        self.assertEqual((status, lines[-1]), (1, "11 passed, 1 failed, 1 skipped"))

    def test_a_lane_that_fails_without_counting_it_is_a_failure(self):
        status, lines = self.outcome(test=("3 passed, 0 failed, 0 skipped", 1))
        self.assertEqual((status, lines[-1]), (1, "204 passed, 1 failed, 0 skipped"))


if __name__ == "__main__":
    unittest.main()
