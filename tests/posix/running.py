# SPDX-License-Identifier: BSD-3-Clause
"""Boots the image of the suite once for each test, and compares how it went with what was expected.

Time goes by with the instructions and the machine always starts at the same date with the same
random numbers, so a test that waits costs no time, and each run is like the last.
"""

import concurrent.futures
import os
import re
from dataclasses import dataclass
from pathlib import Path

import selection

from motelib import paths, qemu
from motelib.testing import images

HERE = Path(__file__).resolve().parent
APP = HERE / "posix_suite"
EXPECTED = HERE / "expected.txt"

MEMORY = "128M"
STACK_PAGES = 64  # Some have a large array on the stack.
SHIFT = 4
HOST_SECONDS = 60
SAME_MACHINE = ("-rtc", "base=2024-02-29T12:00:00,clock=vm", "-seed", "1")

# What the suite's header calls them (posixtest.h), and what the image adds.
PASSED = "passed"
WORDS = {0: PASSED, 1: "failed", 2: "unresolved", 3: "does not build", 4: "unsupported",
         5: "untested", 70: "panic"}
LINE = re.compile(r"(?P<name>[\w/-]+): (?P<word>[\w ]+): (?P<reason>\S.*)")


@dataclass(frozen=True)
class Outcome:
    """How a test went."""

    test: selection.Test
    word: str
    said: str


def build(sample=False):
    """The image with all tests, or with some of each interface."""
    return images.build("posix-sample" if sample else "posix-suite", "tests-posix",
                        "APP_POSIX_SUITE=y", f"MAIN_STACK_PAGES={STACK_PAGES}",
                        f"APP_POSIX_SUITE_SAMPLE={'y' if sample else 'n'}", app=APP)


def find(image, sample=False):
    """The tests that an image has, and all of the suite."""
    lines = image.parts.read_text(encoding="utf-8").splitlines()
    parts = dict(line.split("=", 1) for line in lines)
    every = selection.find(paths.ROOT / parts["posixtestsuite"])
    chosen = selection.runnable(every)
    return selection.sample(chosen) if sample else chosen, every


def run(image, test, shift=SHIFT):
    """Runs one test in a boot of its own."""
    result = qemu.boot(image.elf, memory=MEMORY, icount=shift, timeout=HOST_SECONDS,
                       extra=SAME_MACHINE, cmdline=" ".join(["--", test.name, *test.arguments]))
    if result.timed_out:
        word = "timed out"
    else:
        word = WORDS.get(result.status, f"status {result.status}")
    return Outcome(test, word, result.what_was_said())


def run_all(image, tests, shift=SHIFT):
    """Runs tests, as many at a time as there are processors; the Outcomes come in the tests'
    order."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(lambda test: run(image, test, shift), tests)


def expected(path=EXPECTED):
    """{name of a test: (how it goes, why)} of those that don't pass."""
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        if not match or match["name"] in found:
            raise ValueError(f"{path.name}:{number}: not “NAME: OUTCOME: REASON.”, or the test "
                             f"stands there twice: {line}")
        found[match["name"]] = (match["word"], match["reason"])
    return found


def complaint(outcome, known):
    """What is wrong where a test went otherwise than expected; None where it didn't."""
    word, reason = known.get(outcome.test.name, (PASSED, ""))
    if outcome.word == word:
        return None
    if outcome.word == PASSED:
        return f"it passes now, but is in {EXPECTED.name} with “{reason}”; take it out"
    return f"expected: {word}; it went: {outcome.word}\n{outcome.said[-3000:]}"
