# SPDX-License-Identifier: BSD-3-Clause
"""make bench: exact figures that are the same in every run, and budgets that are kept."""

import json
import subprocess
import sys
import unittest
from pathlib import Path

LANE = "test"
ROOT = Path(__file__).resolve().parents[2]
EXACT = ("instructions", "bytes", "memory")


def _bench():
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "bench.py"), "--json", "--no-time"],
        capture_output=True, text=True, timeout=600, check=False)


class BenchTest(unittest.TestCase):
    """Two runs of the same images."""

    @classmethod
    def setUpClass(cls):
        cls.runs = [_bench(), _bench()]

    def test_budgets_are_kept(self):
        for run in self.runs:
            self.assertEqual(run.returncode, 0, run.stderr)

    def test_figures_repeat_exactly(self):
        first, second = (json.loads(run.stdout)["figures"] for run in self.runs)
        self.assertEqual(first, second)

    def test_every_figure_is_one_with_a_budget(self):
        for figure in json.loads(self.runs[0].stdout)["figures"]:
            self.assertIn(figure["kind"], EXACT)
            self.assertGreater(figure["value"], 0, figure)

    def test_the_core_is_measured(self):
        names = {figure["name"] for figure in json.loads(self.runs[0].stdout)["figures"]}
        expected = {"start", "start_4g", "yield", "thread", "mutex", "semaphore", "wake", "heap_64",
                    "page", "hello", "tiny"}
        self.assertLessEqual(expected, names)


if __name__ == "__main__":
    unittest.main()
