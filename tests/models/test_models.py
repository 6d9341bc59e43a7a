# SPDX-License-Identifier: BSD-3-Clause
"""spin tries every order of the core's protocols: their models hold, and each seeded fault is found."""

import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import paths  # noqa: E402

LANE = "all"

MODELS = paths.ROOT / "core" / "models"
SEED = re.compile(r"^#\s*ifn?def (SEED_\w+)$", re.MULTILINE)
ERRORS = re.compile(r"errors: (\d+)$", re.MULTILINE)
TIME_LIMIT = 300
DEPTH = "-m100000"


def run(folder, *command):
    """What a command has printed; one that fails is an AssertionError."""
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=TIME_LIMIT, check=False)
    if done.returncode:
        raise AssertionError(f"{' '.join(command)} failed:\n{done.stdout[:2000]}")
    return done.stdout


def check(model, *seeds):
    """What pan says of a model, after the search of all that can happen or up to the first error."""
    with tempfile.TemporaryDirectory() as folder:
        run(folder, "spin", "-a", *seeds, str(model))
        # A process that spins for a lock is no error, a thread that never goes on is.
        optimised = "-O0" if seeds else "-O1"  # Errors are found at once, the compiler takes longer.
        run(folder, "cc", optimised, "-w", "-DSAFETY", "-DCOLLAPSE", "-o", "pan", "pan.c")
        return run(folder, "./pan", DEPTH, "-w22")


class ModelsTest(unittest.TestCase):
    """One search for each model and for each of its seeded faults."""

    each_subtest_counts = True

    @classmethod
    def setUpClass(cls):
        if not shutil.which("spin"):
            raise unittest.SkipTest("spin is not installed: apt-get install spin")
        cls.models = sorted(MODELS.glob("*.pml"))

    def test_models(self):
        self.assertGreater(len(self.models), 2)
        for model in self.models:
            with self.subTest(f"{model.stem} holds in every order"):
                said = check(model)
                self.assertEqual(ERRORS.findall(said), ["0"], said)
                self.assertNotRegex(said, "not completed|too small|out of memory")
            for seed in sorted(set(SEED.findall(model.read_text(encoding="utf-8")))):
                name = seed[len("SEED_"):].lower().replace("_", " ")
                with self.subTest(f"{model.stem}: the seeded fault {name!r} is found"):
                    said = check(model, f"-D{seed}")
                    self.assertEqual(ERRORS.findall(said), ["1"], said)


if __name__ == "__main__":
    unittest.main()
