# SPDX-License-Identifier: BSD-3-Clause
"""Entries summed up: image, layers, modules, files, sections, symbols."""

from collections import Counter
from dataclasses import dataclass, field
from typing import List

from motelib.account.ledger import KINDS

LEVELS = ("image", "layer", "module", "file", "section", "symbol")


@dataclass
class Node:
    """A part of the image, with the bytes of each kind (text, rodata ...) in it."""

    name: str
    level: str
    bytes: int = 0
    memory: int = 0
    kinds: Counter = field(default_factory=Counter)  # kind -> bytes in the file
    memory_kinds: Counter = field(default_factory=Counter)  # kind -> bytes in memory
    parts: List["Node"] = field(default_factory=list)

    def add(self, entry):
        """Counts an entry in."""
        self.bytes += entry.bytes
        self.memory += entry.memory
        self.kinds[entry.kind] += entry.bytes
        self.memory_kinds[entry.kind] += entry.memory

    def part(self, name):
        """The part of that name, made where there is none yet."""
        for part in self.parts:
            if part.name == name:
                return part
        self.parts.append(Node(name, LEVELS[LEVELS.index(self.level) + 1]))
        return self.parts[-1]

    def as_data(self):
        """The node as JSON has it; kinds without bytes are left out."""
        data = {"name": self.name, "level": self.level, "bytes": self.bytes, "memory": self.memory}
        if self.level not in ("section", "symbol"):
            data["sections"] = _in_order(self.kinds)
            data["memory_sections"] = _in_order(self.memory_kinds)
        if self.parts:
            data["parts"] = [part.as_data() for part in self.parts]
        return data


def grow(name, entries, owners):
    """The tree of an image's entries, largest parts first."""
    root = Node(name, "image")
    for entry in entries:
        owner = owners.of(entry.owner)
        # What belongs to no file: its name stands in a file's place.
        file = owner.file or entry.name
        node = root
        node.add(entry)
        for step in (owner.layer, owner.module, file, entry.kind, entry.name):
            node = node.part(step)
            node.add(entry)
    _sort(root)
    return root


def _sort(node):
    node.parts.sort(key=lambda part: (-part.bytes, -part.memory, part.name))
    for part in node.parts:
        _sort(part)


def _in_order(kinds):
    return {kind: kinds[kind] for kind in KINDS if kinds[kind]}
