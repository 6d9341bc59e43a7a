#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Which tests of the Open POSIX Test Suite a unikernel can have, read from their sources.

    selection.py FOLDER      the tests that are excluded, each with the reason, and both counts

A test is excluded only where its source, or a file that it includes, calls what makes, becomes
or awaits another process, or asks about process 1. Comments and strings don't count. A test
that is a shell script counts where all that it does is to run a program of the suite with
arguments; the others only point to a test that stands elsewhere. So do programs that test
nothing: whatever happens they say that it was not tested. They are counted, and no tests.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Tuple

INTERFACES = "conformance/interfaces"
PROCESS_CALLS = (
    "fork", "vfork", "posix_spawn", "posix_spawnp", "system", "popen",
    "execl", "execle", "execlp", "execv", "execve", "execvp", "fexecve",
    "wait", "wait3", "wait4", "waitid", "waitpid",
)

CALL_ABOUT_PROCESS_1 = re.compile(r"\b((?:sched_|kill|getp)\w*)\s*\(\s*1\s*[,)]")
NO_RESULTS = {"PTS_UNTESTED", "PTS_UNSUPPORTED"}
RESULT = re.compile(r"\bPTS_\w+")
CALL = re.compile(r"(?<![\w.>])(%s)\s*\(" % "|".join(PROCESS_CALLS))
MAIN = re.compile(r"\bmain\s*\(")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.MULTILINE)
COMMENT_OR_STRING = re.compile(
    r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""", re.DOTALL)
PROGRAM = re.compile(r"(?:%s/)?([\w/]+/[\w-]+)\.test((?: +\w+)*)" % INTERFACES)
SAMPLE_STEP = 8
NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Test:
    """A test by its name, "interface/assertion"; `source` is relative to the folder of
    interfaces."""

    name: str
    source: str
    arguments: Tuple[str, ...] = ()
    excluded: Optional[str] = None  # why
    tests_nothing: bool = False

    @property
    def interface(self):
        """The function that it tests."""
        return self.name.split("/", 1)[0]


def find(folder):
    """All tests below the suite's FOLDER, in order."""
    top = Path(folder) / INTERFACES
    tests = [_from_source(top, path) for path in top.rglob("[0-9]*-[0-9]*.c")]
    tests += [_from_script(top, path) for path in top.rglob("[0-9]*-[0-9]*.sh")]
    return sorted((test for test in tests if test), key=lambda test: _natural(test.name))


def runnable(tests):
    """Those that can run and test something."""
    return [test for test in tests if not test.excluded and not test.tests_nothing]


def sample(tests):
    """Some of each interface: its first test, and every SAMPLE_STEPth."""
    counted = {}
    chosen = []
    for test in tests:
        index = counted[test.interface] = counted.get(test.interface, -1) + 1
        if index % SAMPLE_STEP == 0:
            chosen.append(test)
    return chosen


def _natural(name):
    return [int(part) if part.isdigit() else part for part in NUMBER.split(name)]


def _from_source(top, path):
    source = path.relative_to(top)
    texts = _read(path)
    if not any(MAIN.search(text) for text in texts.values()):
        return None  # The suite has commented it out.
    results = {result for text in texts.values() for result in RESULT.findall(text)}
    return Test(str(source.with_suffix("")), str(source), excluded=_why_not(texts),
                tests_nothing=bool(results) and results <= NO_RESULTS)


def _from_script(top, path):
    lines = [line.strip() for line in path.read_text(errors="replace").splitlines()]
    commands = [line for line in lines if line and not line.startswith("#")]
    program = PROGRAM.fullmatch(commands[0]) if len(commands) == 1 else None
    if not program:
        return None
    source = top / f"{program[1]}.c"
    return Test(str(path.relative_to(top).with_suffix("")), str(source.relative_to(top)),
                tuple(program[2].split()), _why_not(_read(source)))


def _read(path, texts=None):
    """The code of a file and of those that it includes from its side, without comments and
    strings."""
    texts = {} if texts is None else texts
    if path not in texts and path.is_file():
        text = path.read_text(errors="replace")
        texts[path] = COMMENT_OR_STRING.sub(" ", text)
        for name in INCLUDE.findall(text):
            _read((path.parent / name).resolve(), texts)
    return texts


def _why_not(texts):
    called = sorted({call for text in texts.values() for call in CALL.findall(text)})
    if called:
        return f"calls {' and '.join(f'{each}()' for each in called)}"
    about = sorted({call for text in texts.values() for call in CALL_ABOUT_PROCESS_1.findall(text)})
    return f"calls {about[0]}() for process 1" if about else None


def main():
    """Prints what is excluded, and the counts."""
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / INTERFACES).is_dir():
        print("usage: selection.py FOLDER, where FOLDER holds conformance/interfaces",
              file=sys.stderr)
        return 2
    tests = find(sys.argv[1])
    excluded = [test for test in tests if test.excluded and not test.tests_nothing]
    for test in excluded:
        print(f"{test.name}: {test.excluded}")
    empty = [test for test in tests if test.tests_nothing]
    for test in empty:
        print(f"{test.name}: tests nothing")
    print(f"{len(tests)} programs: {len(excluded)} excluded, {len(empty)} test nothing, "
          f"{len(tests) - len(excluded) - len(empty)} run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
