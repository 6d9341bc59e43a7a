#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""make size: where the bytes of an image go, by layer, module, file and section, to the last one.

    size.py [--name NAME] [--depth layers|modules|files|sections|symbols] [--json]

The bytes add up to the file's; what can't be accounted for is an error. JSON has the whole tree;
saved, it can be compared with a later one: make size-diff A=before.json B=hello.
"""

import argparse
import json

from motelib import budgets, paths
from motelib.account import show
from motelib.account.measure import as_data, measure
from motelib.kconfig import store
from motelib.report import UserError, run_verb


def _parse():
    parser = argparse.ArgumentParser(prog="make size", description=__doc__.split(": ", 1)[1],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", help="the configuration; the current one if left out")
    parser.add_argument("--depth", default="files", help="how far to go into the image")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    if options.depth not in show.DEPTHS:
        levels = ", ".join(show.DEPTHS)
        raise UserError(f"DEPTH={options.depth} is no level of an image; it has {levels}", 2)
    return options


def main():
    """Measures and prints."""
    options = _parse()
    configuration = store.files(options.name or paths.current_name())
    root = measure(configuration)
    if options.json:
        print(json.dumps(as_data(root), indent=1))
        return
    print(f"{configuration.elf.relative_to(paths.ROOT)}: {root.bytes:,} bytes\n")
    print(show.size_table(root, show.DEPTHS[options.depth]))
    print(f"\n{show.memory_sentence(root)}")
    verdict = budgets.check("bytes", configuration.name, root.bytes)
    if verdict.budget is not None:
        print(verdict.message)


if __name__ == "__main__":
    run_verb(main)
