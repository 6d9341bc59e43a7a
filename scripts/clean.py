#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Removes what was built: of one configuration, keeping what the user chose, or everything."""

import argparse
import contextlib
import os
import shutil

from motelib import builder, paths
from motelib.report import UserError, progress, run_verb

# What a person chose; everything else in a configuration's folder can be made again.
KEPT = {".config", "sources.json", "origins.json"}


def _remove(path):
    while os.path.lexists(path):
        # Somebody else may be removing the same files.
        with contextlib.suppress(FileNotFoundError):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def _clean(name):
    if not paths.is_valid_name(name):
        raise UserError(f"'{name}' can't be a configuration's name; make list shows the saved ones", 2)
    configuration = paths.Configuration(name)
    if not configuration.dir.is_dir():
        progress(f"build/{name} is not there: nothing to remove")
        return
    with builder.locked(configuration):
        for path in _entries(configuration.dir):
            if path.name not in KEPT:
                _remove(path)
    progress(f"removed what was built in build/{name}; its .config stays")


def _entries(folder):
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _known_names():
    """Every configuration that has a folder, or a lock because its first build has begun."""
    found = [*_entries(paths.BUILD), *_entries(paths.BUILD / ".locks")]
    return sorted({path.name for path in found if paths.is_valid_name(path.name)})


def _clean_everything():
    with contextlib.ExitStack() as stack:
        for name in _known_names():
            stack.enter_context(builder.locked(paths.Configuration(name)))
        for name in ("build", "external", "compile_commands.json"):
            _remove(paths.ROOT / name)
    progress("removed build/ and external/ with all configurations that were not saved")


def main():
    """Removes what the options say."""
    parser = argparse.ArgumentParser(prog="make clean", description=__doc__)
    parser.add_argument("--name", default=paths.current_name(), help="the configuration")
    parser.add_argument("--all", action="store_true", help="everything")
    options = parser.parse_args()
    if options.all:
        _clean_everything()
    else:
        _clean(options.name)


if __name__ == "__main__":
    run_verb(main)
