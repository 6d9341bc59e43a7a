#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""make size-diff: what differs in size between two images, by module, file and section.

    size_diff.py --a A --b B [--json]

A and B are configurations (built if need be) or files that `make size JSON=1` wrote, so that a
change can be weighed: make size JSON=1 > before.json, edit, make size-diff A=before.json B=hello.
"""

import argparse
import dataclasses
import json
from pathlib import Path

import config
from motelib import builder
from motelib.account import compare, show
from motelib.account.measure import as_data, measure
from motelib.kconfig import saved, store
from motelib.report import UserError, run_verb, table

USAGE = "make size-diff A=tiny B=hello"


def _parse():
    parser = argparse.ArgumentParser(prog="make size-diff", description=__doc__.split(": ", 1)[1],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--a", help="a configuration or a saved file: before")
    parser.add_argument("--b", help="a configuration or a saved file: after")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    if not options.a or not options.b:
        missing = " and ".join(f"{x}=" for x in "AB" if not getattr(options, x.lower()))
        raise UserError(f"which two images shall be compared? Give {missing}, as in {USAGE}", 2)
    return options


def _tree(word):
    """The tree of what A= or B= names."""
    if word.endswith(".json") or "/" in word:
        if not Path(word).is_file():
            raise UserError(f"there is no file {word}; such a file is made so: "
                            "make size JSON=1 > before.json")
        return compare.read(Path(word))
    configuration = store.files(word)
    if not configuration.dotconfig.exists() and not saved.is_known(word):
        raise saved.unknown(word)
    with builder.locked(configuration):
        config.main(["ensure", "--name", word, "--keep-current"])
        builder.build(configuration)
    return as_data(measure(configuration))


def _as_text(comparison):
    a, b = comparison.a, comparison.b
    total = comparison.after - comparison.before
    memory = comparison.memory[1] - comparison.memory[0]
    if not comparison.modules:
        return f"{a} and {b} are the same: {comparison.before:,} bytes, file by file"
    rows = []
    for module in comparison.modules:
        rows.append(_row(module, _name(module.name)))
        rows += [_row(file, f"  {file.name}") for file in module.files]
    rows.append(("together", f"{comparison.before:,}", f"{comparison.after:,}", f"{total:+,}", ""))
    same = f"; {comparison.same_files} files are the same" if comparison.same_files else ""
    at_start = f"{comparison.memory[0]:,} -> {comparison.memory[1]:,} bytes ({memory:+,})"
    return "\n".join([
        f"{a} -> {b}: {comparison.before:,} -> {comparison.after:,} bytes ({total:+,})\n",
        table(rows, ("", "before", "after", "difference", "of which"), right={1, 2, 3}),
        f"\nmemory at start: {at_start}{same}",
    ])


def _row(change, name):
    sections = ", ".join(f"{kind} {n:+,}" for kind, n in change.sections.items())
    sizes = show.number(change.before), show.number(change.after), f"{change.difference:+,}"
    return (name, *sizes, sections)


def _name(module):
    return module if module == "format" else module + "/"


def main():
    """Measures both and prints what differs."""
    options = _parse()
    comparison = compare.compare(_tree(options.a), _tree(options.b))
    if not options.json:
        print(_as_text(comparison))
        return
    data = dataclasses.asdict(comparison)
    print(json.dumps({**data, "difference": comparison.after - comparison.before}, indent=1))


if __name__ == "__main__":
    run_verb(main)
