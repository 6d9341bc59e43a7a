#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Compiles the tests of the suite into one archive, from which an image runs each by its name.

Each test is a program of its own: its main() gets a name of its own here, and all else that it
defines is made local to it. One that does not compile is in the table with what the compiler
said, so that the others are built nevertheless. What was compiled before, with the same
command, from files that haven't changed since, stays. Run by posix_suite/meson.build.
"""

import argparse
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import selection

# As the suite's own Makefile has it; an image's main() is a program's main() here.
FLAGS = ["-w", "-O2", "-g1", "-fhosted", "-std=gnu99", "-D_POSIX_C_SOURCE=200112L",
         "-Werror=implicit-function-declaration", "-fdiagnostics-color=never"]
# What stands for one file alone in its command.
WITH_VALUE = {"-o", "-MF", "-MQ", "-MT"}
ALONE = {"-c", "-MD", "-MMD"}
# As the suite's own Makefile sees it: for a system without the interface there is nothing to run.
NO_MAIN = "its main() is left out, as this system says that it has not got the interface"
FAILURE_LINES = 8
ERROR = re.compile(r"\b(error|fatal error): ")


def _parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--commands", type=Path, required=True,
                        help="Meson's compile_commands.json")
    parser.add_argument("--like", required=True, help="the source file whose flags are taken")
    parser.add_argument("--suite", type=Path, required=True, help="the suite's folder")
    parser.add_argument("--objects", type=Path, required=True, help="where objects are kept")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--sample", action="store_true", help="some tests of each interface only")
    which.add_argument("--all", action="store_true", help="all of them, as without it")
    parser.add_argument("--depfile", type=Path, required=True)
    parser.add_argument("archive", type=Path)
    return parser.parse_args()


class Compiler:
    """Compiles as Meson does, in the folder that it does it in."""

    def __init__(self, commands, like):
        entry = next(each for each in json.loads(commands.read_text())
                     if Path(each["directory"], each["file"]).resolve() == Path(like).resolve())
        self.folder = Path(entry["directory"])
        self._command = _without_files(shlex.split(entry["command"]), entry["file"])

    def compile(self, source, obj, *flags):
        """Returns (the files that it was made from, what the compiler said where it failed)."""
        depfile = obj.with_suffix(".d")
        command = [*self._command, *FLAGS, *flags, "-MD", "-MF", str(depfile), "-c", str(source),
                   "-o", str(obj)]
        known = obj.with_suffix(".json")
        old = _still_true(known, command)
        if old:
            return old["files"], old["failure"]
        done = subprocess.run(command, cwd=self.folder, stderr=subprocess.PIPE, text=True,
                              check=False, env={**os.environ, "LC_ALL": "C"})
        files = _dependencies(self.folder, depfile) if depfile.is_file() else [str(source)]
        failure = None if done.returncode == 0 else _first_errors(done.stderr)
        known.write_text(json.dumps({"command": command, "files": files, "failure": failure}))
        return files, failure

    @staticmethod
    def remember_failure(obj, failure):
        """What was compiled can't be used none the less; returns the failure."""
        known = obj.with_suffix(".json")
        known.write_text(json.dumps({**json.loads(known.read_text()), "failure": failure}))
        return failure


def _without_files(words, file):
    words = iter(words)
    kept = []
    for word in words:
        if word in WITH_VALUE:
            next(words)
        elif word not in ALONE and word != file:
            kept.append(word)
    return kept


def _still_true(known, command):
    """What is known of an object, if nothing that it was made from is newer."""
    try:
        made = known.stat().st_mtime_ns
        old = json.loads(known.read_text())
        if old["command"] == command and all(os.stat(f).st_mtime_ns < made for f in old["files"]):
            return old
    except (OSError, ValueError):
        pass
    return None


def _dependencies(folder, depfile):
    words = shlex.split(depfile.read_text().replace("\\\n", " ").split(":", 1)[1])
    return sorted({str((folder / word).resolve()) for word in words})


def _first_errors(said):
    lines = [line for line in said.splitlines() if ERROR.search(line)]
    return "\n".join(lines[:FAILURE_LINES]) or said[-1000:]


def identifier(name):
    """The name that a test's main() gets."""
    return "suite_main_" + re.sub(r"\W", "_", name)


def _build_test(compiler, suite, objects, source):
    """Builds a source's object with its main() renamed; returns (files, failure)."""
    obj = objects / (re.sub(r"\W", "_", source) + ".o")
    symbol = identifier(source)
    before = obj.stat().st_mtime_ns if obj.is_file() else None
    files, failure = compiler.compile(suite / selection.INTERFACES / source, obj,
                                      f"-I{suite / 'include'}")
    if not failure and obj.stat().st_mtime_ns != before:
        if b"\0main\0" not in obj.read_bytes():
            obj.unlink()
            return files, compiler.remember_failure(obj, NO_MAIN)
        subprocess.run(["objcopy", f"--redefine-sym=main={symbol}",
                        f"--keep-global-symbol={symbol}", str(obj)], check=True)
    return files, failure


def _quoted(text):
    return "0" if text is None else json.dumps(text)


def _table(tests, failures):
    """The table's C source."""
    lines = ['#include "table.h"', ""]
    for source in sorted({test.source for test in tests} - set(failures)):
        lines.append(f"int {identifier(source)}();")
    lines += ["", "const struct suite_test suite_tests[] = {"]
    for test in tests:
        failure = failures.get(test.source)
        main = "0" if failure else f"(int (*)(int, char **, char **)){identifier(test.source)}"
        lines.append(f'\t{{"{test.name}", {main}, {_quoted(failure)}}},')
    return "\n".join([*lines, "\t{0, 0, 0},", "};", ""])


def _write_if_new(path, text):
    if not path.is_file() or path.read_text() != text:
        path.write_text(text)


def main():
    """Compiles what is out of date, and writes the archive anew."""
    options = _parse()
    options.objects.mkdir(parents=True, exist_ok=True)
    suite, objects = options.suite.resolve(), options.objects.resolve()
    compiler = Compiler(options.commands, options.like)
    tests = selection.runnable(selection.find(suite))
    if options.sample:
        tests = selection.sample(tests)
    sources = sorted({test.source for test in tests})
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = dict(zip(sources, pool.map(
            lambda source: _build_test(compiler, suite, objects, source), sources)))
    failures = {source: failure for source, (_, failure) in results.items() if failure}
    files = {file for made_from, _ in results.values() for file in made_from}
    table = objects / "table.c"
    _write_if_new(table, _table(tests, failures))
    _, failure = compiler.compile(table, objects / "table.o",
                                  f"-I{Path(options.like).resolve().parent}")
    if failure:
        raise SystemExit(failure)
    built = [objects / (re.sub(r"\W", "_", source) + ".o")
             for source in sources if source not in failures]
    _archive(options.archive, [objects / "table.o", *built])
    listed = " ".join(file.replace(" ", "\\ ") for file in sorted(files))
    options.depfile.write_text(f"{options.archive}: {listed}\n")


def _archive(archive, members):
    archive.unlink(missing_ok=True)
    listed = archive.with_suffix(".members")
    listed.write_text("".join(f'"{member}"\n' for member in members))
    subprocess.run(["gcc-ar", "crsD", str(archive), f"@{listed}"], check=True)


if __name__ == "__main__":
    sys.exit(main())
