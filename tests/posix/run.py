#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""make posix: runs tests of the Open POSIX Test Suite, each in a boot of its own.

    run.py [NAME ...] [--shift N] [--quiet]

A NAME is a test's (pthread_create/1-1), an interface (pthread_create) or a pattern of the shell
(sem_*), and "list" prints which there are. A single test's output is printed as it comes; of
several, one line each, and the output of those that don't go as expected.txt has it.
"""

import argparse
import collections
import fnmatch
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
import running  # noqa: E402

from motelib.report import UserError, run_verb  # noqa: E402


def _parse():
    parser = argparse.ArgumentParser(prog="make posix", description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help="a test, an interface or a pattern")
    parser.add_argument("--shift", type=int, default=running.SHIFT,
                        help="an instruction takes 2^SHIFT ns")
    parser.add_argument("--quiet", action="store_true", help="don't print what tests say")
    return parser.parse_args()


def _is_wanted(test, names):
    return not names or any(fnmatch.fnmatchcase(each, name)
                            for each in (test.name, test.interface) for name in names)


def main():
    """Builds, runs, prints."""
    options = _parse()
    image = running.build()
    tests, every = running.find(image)
    chosen = tests if options.names == ["list"] else [
        test for test in tests if _is_wanted(test, options.names)]
    if not chosen:
        for test in every:
            if _is_wanted(test, options.names):
                raise UserError(f"{test.name} {test.excluded or 'tests nothing'}, so it is not run")
        raise UserError(f"the suite has no test {' '.join(options.names)}; "
                        "see make posix TEST=list")
    if options.names == ["list"]:
        print("\n".join(test.name for test in chosen))
        return 0
    return _run(image, chosen, options)


def _run(image, chosen, options):
    known = running.expected()
    counts = collections.Counter()
    complaints = 0
    for outcome in running.run_all(image, chosen, options.shift):
        counts[outcome.word] += 1
        complaint = running.complaint(outcome, known)
        complaints += bool(complaint)
        if (complaint or len(chosen) == 1) and not options.quiet:
            print(outcome.said.rstrip())
        note = ", as expected" if outcome.word != running.PASSED and not complaint else ""
        print(f"{outcome.test.name}: {outcome.word}{note}", flush=True)
    print(", ".join(f"{count} {word}" for word, count in counts.most_common()))
    return 1 if complaints else 0


if __name__ == "__main__":
    run_verb(main)
