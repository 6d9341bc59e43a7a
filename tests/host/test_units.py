# SPDX-License-Identifier: BSD-3-Clause
"""The unit tests in C, built for this machine under the sanitizers: each is a test of its own."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import paths  # noqa: E402
from motelib.testing import tap  # noqa: E402

LANE = "check"

BUILD = paths.BUILD / "host"
TIME_LIMIT = 120
# A test's report, and not less; LeakSanitizer can't work under a debugger.
ENVIRONMENT = {**os.environ, "CMOCKA_MESSAGE_OUTPUT": "TAP",
               "ASAN_OPTIONS": "abort_on_error=0:detect_stack_use_after_return=1",
               "UBSAN_OPTIONS": "print_stacktrace=1"}


def run(command, **options):
    """A command's result, with both its outputs as one text."""
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
                          stdin=subprocess.DEVNULL, **options)


def has_cmocka():
    """Whether the compiler finds cmocka's header."""
    lookup = ["gcc", "-E", "-x", "c", "-include", "setjmp.h", "-include", "stdarg.h", "-include",
              "stdint.h", "-include", "cmocka.h", "/dev/null"]
    return run(lookup).returncode == 0


def build():
    """Builds all and returns the tests as Meson describes them."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with open(BUILD / ".lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (BUILD / "meson" / "build.ninja").exists():
            # What an interrupted set-up has left is no use.
            shutil.rmtree(BUILD / "meson", ignore_errors=True)
            must(["meson", "setup", "-Dhost_tests=true", BUILD / "meson", paths.ROOT])
        must(["ninja", "-C", BUILD / "meson", "--quiet"])
        tests = json.loads(must(["meson", "introspect", "--tests", BUILD / "meson"]))
    return tests


def must(command):
    """The output of a command that has to work."""
    done = run(command)
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, command))} failed:\n{done.stdout}")
    return done.stdout


class UnitsTest(unittest.TestCase):
    """Runs each program and takes the TAP that it prints."""

    each_subtest_counts = True

    @classmethod
    def setUpClass(cls):
        if not has_cmocka():
            raise unittest.SkipTest("cmocka is not installed: apt-get install libcmocka-dev")
        cls.programs = build()

    def run_all(self, seeded):
        """The name and the result of each program, either of those with a seeded fault or others."""
        for test in self.programs:
            if ("seeded" in " ".join(test["suite"])) == seeded:
                yield test["name"], run(test["cmd"], env=ENVIRONMENT, timeout=TIME_LIMIT)

    def test_all(self):
        for name, done in self.run_all(False):
            cases = tap.parse(done.stdout, said_after=True)
            for case in cases:
                with self.subTest(case.name):
                    self.assertTrue(case.passed, case.said)
            if all(case.passed for case in cases) and done.returncode:
                with self.subTest(f"{name}: the program ends well"):
                    self.fail(f"status {done.returncode}\n{done.stdout}")

    def test_seeded_faults_are_found(self):
        for name, done in self.run_all(True):
            with self.subTest(f"{name} is found"):
                self.assertNotEqual(done.returncode, 0, done.stdout)


if __name__ == "__main__":
    unittest.main()
