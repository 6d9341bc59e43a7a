#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""make sizes: what each saved configuration comes to, and the lines of code that each layer has.

    sizes.py [--json]

Each is built as it is saved, in a folder of its own; the user's configurations stay as they are.
"""

import argparse
import dataclasses
import json

from motelib import budgets, paths, report, saved_images, toolchain
from motelib.account import lines, show
from motelib.account.measure import measure
from motelib.kconfig import saved

SECTIONS = ("text", "rodata", "data")


def _parse():
    parser = argparse.ArgumentParser(prog="make sizes", description=__doc__.split(": ", 1)[1],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def _configuration(name):
    """What is said of one saved configuration."""
    root = measure(saved_images.build(name), name)
    verdict = budgets.check("bytes", name, root.bytes)
    return {
        "name": name,
        "description": saved.describe(paths.Configuration(name).defconfig),
        "bytes": root.bytes,
        "sections": root.as_data()["sections"],
        "memory": root.memory,
        "budget": verdict.budget,
        "verdict": verdict.message,
    }


def _print(configurations, layers):
    configurations = sorted(configurations, key=lambda each: each["bytes"])
    print(_configurations_table(configurations))
    for each in configurations:
        if each["budget"] is not None and each["bytes"] > each["budget"]:
            print(each["verdict"])
    print(f"\n{_lines_table(layers)}")
    print("\nLines of C, assembly, linker scripts and Python; blank ones don't count.")


def _configurations_table(configurations):
    rows = []
    for each in configurations:
        shown = [each["sections"].get(kind, 0) for kind in SECTIONS]
        other = each["bytes"] - sum(shown)
        numbers = (each["bytes"], *shown, other, each["memory"], each["budget"] or 0)
        rows.append((each["name"], *map(show.number, numbers), each["description"]))
    header = ("configuration", "bytes", *SECTIONS, "other", "in memory", "budget", "")
    text = report.table(rows, header, right=range(1, 8))
    if max(map(len, text.splitlines())) <= show.terminal_width():
        return text
    # make list has the sentences too.
    return report.table([row[:-1] for row in rows], header[:-1], right=range(1, 8))


def _lines_table(layers):
    counted = [*layers.items(), ("together", sum(layers.values(), lines.Lines()))]
    rows = [(layer, show.number(n.files), show.number(n.code), show.number(n.comments))
            for layer, n in counted]
    return report.table(rows, ("layer", "files", "code", "comments"), right={1, 2, 3})


def main():
    """Builds, measures and prints."""
    options = _parse()
    configurations = [_configuration(name) for name in saved_images.names()]
    layers = lines.of_layers()
    if not options.json:
        _print(configurations, layers)
        return
    counted = {layer: dataclasses.asdict(n) for layer, n in layers.items()}
    print(json.dumps({"toolchain": toolchain.key(), "configurations": configurations,
                      "lines": counted}, indent=1))


if __name__ == "__main__":
    report.run_verb(main)
