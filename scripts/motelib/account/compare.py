# SPDX-License-Identifier: BSD-3-Clause
"""What differs in size between two images: by module and file, largest difference first."""

import json
from dataclasses import dataclass, field
from typing import Dict, List, Tuple

from motelib.account.ledger import KINDS
from motelib.account.measure import FORMAT_VERSION
from motelib.report import UserError


@dataclass
class Change:
    """Bytes before and after of a module or a file; for a file also those of each section."""

    name: str
    before: int = 0
    after: int = 0
    sections: Dict[str, int] = field(default_factory=dict)  # section -> difference
    files: List["Change"] = field(default_factory=list)

    @property
    def difference(self):
        """How much larger it is after."""
        return self.after - self.before


@dataclass
class Comparison:
    """Two images: their sizes and the modules that differ."""

    a: str
    b: str
    before: int
    after: int
    memory: Tuple[int, int]
    modules: List[Change]
    same_files: int


def compare(a, b):
    """The comparison of two trees as JSON has them (measure.as_data); its sums are checked."""
    before, after = _files(a), _files(b)
    modules, same = {}, 0
    for module, file in sorted(before.keys() | after.keys()):
        old, new = before.get((module, file), {}), after.get((module, file), {})
        if old == new:
            same += 1
            continue
        kinds = {kind: new.get(kind, 0) - old.get(kind, 0) for kind in KINDS}
        sections = {kind: n for kind, n in kinds.items() if n}
        change = Change(file, sum(old.values()), sum(new.values()), sections)
        modules.setdefault(module, []).append(change)
    changes = [_module(name, files, before, after) for name, files in modules.items()]
    changes.sort(key=_largest_first)
    difference = b["bytes"] - a["bytes"]
    together = sum(change.difference for change in changes)
    if together != difference:
        raise UserError(
            f"the modules of {a['name']} and {b['name']} differ by {together:,} bytes and the "
            f"images by {difference:,}; a saved file must have been edited, write it again")
    return Comparison(a["name"], b["name"], a["bytes"], b["bytes"], (a["memory"], b["memory"]),
                      changes, same)


def _module(name, files, before, after):
    def size(sizes):
        return sum(sum(kinds.values()) for (module, _), kinds in sizes.items() if module == name)

    return Change(name, size(before), size(after), files=sorted(files, key=_largest_first))


def _largest_first(change):
    return (-abs(change.difference), change.name)


def _files(tree):
    """(module, file) -> {section: bytes in the file}."""
    return {(module["name"], file["name"]): file["sections"]
            for layer in tree["parts"] for module in layer["parts"] for file in module["parts"]
            if file["bytes"]}


def read(path):
    """The tree in a file that `make size JSON=1` wrote."""
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
        version = tree["version"]
        if version == FORMAT_VERSION:
            _files(tree)
            return {**tree, "name": str(path)}
    except (OSError, ValueError, KeyError, TypeError):
        raise UserError(f"{path} is no file that make size JSON=1 wrote; such a file "
                        "is made so: make size JSON=1 > before.json") from None
    raise UserError(f"{path} has version {version} of the format and this tree reads version "
                    f"{FORMAT_VERSION}; write it again with this tree's make size JSON=1")
