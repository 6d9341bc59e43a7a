#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""The sources of third-party parts: lists them, fetches one, or takes one that is given by hand.

    source.py [--name NAME] [--part PART [--file FILE]] [--json]

Exit status 0: done; 1: it could not be had, or is none that was tested.
"""

import argparse
import json
from pathlib import Path

from motelib import modules, paths
from motelib.parts import definition, fetch, recipe, store
from motelib.report import UserError, progress, run_verb, table


def _parse():
    parser = argparse.ArgumentParser(prog="make source", description=__doc__.splitlines()[0])
    parser.add_argument("--name", default=paths.current_name(), help="the configuration")
    parser.add_argument("--part", help="the part to fetch, or to give")
    parser.add_argument("--file", type=Path, help="its tarball")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def _state(part):
    """A part as JSON has it; the table is made of that."""
    used = store.in_use(part)
    return {
        "part": part.name,
        "summary": part.summary,
        "module": part.folder,
        "in_use": used.version if used else None,
        "tarball": str(store.tarball(used).relative_to(paths.ROOT)) if used else None,
        "builds": len(list(recipe.FOLDER.glob(f"{part.name}-*"))),
        "accepted": [{"version": each.version, "package": each.package, "kind": each.kind,
                      "file": each.file_name, "sha256": each.sha256} for each in part.accepted],
    }


def _print(states):
    rows = [(state["part"], state["in_use"] or "not fetched", _builds(state["builds"]),
             ", ".join(each["version"] for each in state["accepted"]), state["module"],
             state["summary"]) for state in states]
    print(table(rows, ("part", "source", "built", "accepted", "module", "")))
    print("\nmake source PART=name fetches one, with FILE=tarball takes it from a file.")


def _builds(count):
    return {0: "no", 1: "once"}.get(count, f"{count} times")


def _named(parts, name):
    for part in parts:
        if part.name == name:
            return part
    known = ", ".join(part.name for part in parts)
    raise UserError(f"there is no part '{name}'; the parts are {known}", 2)


def _take(part, file):
    """Fetches the part's tarball, or takes the file."""
    if file and not file.is_file():
        raise UserError(f"FILE={file}: there is no such file; give the tarball of {part.name}")
    accepted = store.add(part, file) if file else fetch.fetch(part)
    progress(f"{part.name} {accepted.version}: {store.tarball(accepted).relative_to(paths.ROOT)}")


def main():
    """Does what the options say."""
    options = _parse()
    if options.file and not options.part:
        raise UserError("FILE= is the tarball of which part? Say PART= too; make source lists them", 2)
    if not paths.is_valid_name(options.name):
        raise UserError(f"'{options.name}' can't be a configuration's name", 2)
    parts = definition.find(modules.find(paths.Configuration(options.name)))
    if options.part:
        _take(_named(parts, options.part), options.file)
        return
    states = [_state(part) for part in parts]
    if options.json:
        print(json.dumps(states, indent=1))
    else:
        _print(states)


if __name__ == "__main__":
    run_verb(main)
