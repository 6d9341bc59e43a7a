#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Which tests of the Open POSIX Test Suite a unikernel can have, read from their sources.

    selection.py FOLDER      the tests that are excluded, each with the reason, and both counts

A test is excluded only where its source, or a file that it includes, calls what makes, becomes or awaits
another process. Comments and strings don't count. A test that is a shell script counts where all that it
does is to run a program of the suite with arguments; the others only point to a test that stands elsewhere.
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
    """A test by its name, "interface/assertion"; `source` is relative to the folder of interfaces."""

    name: str
    source: str
    arguments: Tuple[str, ...] = ()
    excluded: Optional[str] = None  # why

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
    return Test(str(source.with_suffix("")), str(source), excluded=_why_not(texts))


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
    """The code of a file and of those that it includes from its side, without comments and strings."""
    texts = {} if texts is None else texts
    if path not in texts and path.is_file():
        text = path.read_text(errors="replace")
        texts[path] = COMMENT_OR_STRING.sub(" ", text)
        for name in INCLUDE.findall(text):
            _read((path.parent / name).resolve(), texts)
    return texts


def _why_not(texts):
    called = sorted({call for text in texts.values() for call in CALL.findall(text)})
    return f"calls {' and '.join(f'{each}()' for each in called)}" if called else None


def main():
    """Prints what is excluded, and the counts."""
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / INTERFACES).is_dir():
        print("usage: selection.py FOLDER, where FOLDER holds conformance/interfaces", file=sys.stderr)
        return 2
    tests = find(sys.argv[1])
    excluded = [test for test in tests if test.excluded]
    for test in excluded:
        print(f"{test.name}: {test.excluded}")
    print(f"{len(tests)} tests: {len(excluded)} excluded, {len(tests) - len(excluded)} run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
