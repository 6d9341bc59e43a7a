# SPDX-License-Identifier: BSD-3-Clause
"""Symbols that changed their name: files `Kconfig.renamed` beside a Kconfig, lines `OLD NEW`."""

import re

from motelib import paths
from motelib.report import UserError

FILE_NAME = "Kconfig.renamed"
_LINE = re.compile(r"([A-Z0-9_]+)\s+([A-Z0-9_]+)")


def beside(kconfig_files):
    """Where the files with renamed symbols would be, relative to the root; few exist."""
    return [file.rpartition("Kconfig")[0] + FILE_NAME for file in kconfig_files]


def read(kconfig_files):
    """What each old name is called now, through all the names in between."""
    mapping = {}
    for file in beside(kconfig_files):
        path = paths.ROOT / file
        if path.exists():
            mapping.update(_parse(path.read_text(encoding="utf-8"), file))
    return {old: _last_name(old, mapping) for old in mapping}


def _parse(text, label):
    for number, line in enumerate(text.splitlines(), 1):
        line = line.partition("#")[0].strip()
        if not line:
            continue
        match = _LINE.fullmatch(line)
        if not match:
            raise UserError(
                f"{label}:{number}: '{line}' is not a renamed symbol; a line is OLD NEW, both "
                "without CONFIG_."
            )
        yield match.groups()


def _last_name(old, mapping):
    seen = {old}
    name = mapping[old]
    while name in mapping:
        if name in seen:
            raise UserError(f"{FILE_NAME} renames {old} in a circle; take one of its lines out.")
        seen.add(name)
        name = mapping[name]
    return name
