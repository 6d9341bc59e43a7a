#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Lists the Makefile's verbs: each rule that has a ## comment, under the ##@ headings."""

import argparse
import difflib
import re
import shutil
import textwrap

from motelib import paths
from motelib.report import UserError, run_verb

HEADING = re.compile(r"##@ (.*)")
VERB = re.compile(r"([\w%-]+):.*?## (.*)")


def verbs():
    """(heading, verb, what it does) in the Makefile's order."""
    heading = ""
    for line in (paths.ROOT / "Makefile").read_text().splitlines():
        if match := HEADING.fullmatch(line):
            heading = match[1]
        elif match := VERB.fullmatch(line):
            yield heading, match[1].replace("%", "<name>"), match[2]


def _print_all():
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    indent = " " * 20
    last = None
    print(f"Usage: make VERB [VARIABLE=value ...]    the configuration is {paths.current_name()}; "
          "NAME=another")
    for heading, verb, text in verbs():
        if heading != last:
            print(f"\n{heading}")
            last = heading
        lines = textwrap.wrap(text, max(width - len(indent), 40))
        print(f"  {verb:<18}" + f"\n{indent}".join(lines))
    print("\nV=1 shows the commands of a build; JSON=1 gives machine-readable output where there is some.\n"
          "APP=folder and EXTERNAL=folder:folder add an application and modules from outside the tree.\n"
          "./mote VERB installs what the verb needs first.")


def _unknown(verb):
    known = [name for _, name, _ in verbs()]
    near = difflib.get_close_matches(verb, known, 1, 0.5)
    hint = f" Did you mean make {near[0]}?" if near else ""
    raise UserError(f"there is no verb '{verb}'.{hint} make help lists them.", 2)


def main():
    """Prints the list, or the error for an unknown verb."""
    parser = argparse.ArgumentParser(prog="make help", description=__doc__)
    parser.add_argument("--unknown", metavar="VERB", help="say that this verb doesn't exist")
    options = parser.parse_args()
    if options.unknown:
        _unknown(options.unknown)
    _print_all()


if __name__ == "__main__":
    run_verb(main)
