# SPDX-License-Identifier: BSD-3-Clause
"""Reads the map that GNU ld writes with -Map: output sections, and what went into each, in order.

Four habits of ld matter here:

* A name longer than its column is followed by a line break.
* `*fill*` is what lies between two sections for the alignment of the second, or what an assignment
  to `.` in the linker script skipped; the assignment's line stands right before then.
* Strings in mergeable sections (.rodata.str1.1) are kept once in the whole output section. The map
  says what is left of each input section; where nothing is left it gives the size that it had, at
  the address at which the next one begins. So the beginning of the next one ends such a section.
  Versions after 2.40 put all that is left into the first one: see merged.py.
* Sections that were left out stand before the memory map, under a heading of their own.
"""

import re
from dataclasses import dataclass, field
from typing import List, Optional, Tuple

BEGIN = "Linker script and memory map"
# What ld never loads, whatever its address.
NOT_LOADED = re.compile(r"\.(debug_|comment$|symtab|strtab|shstrtab|stab|gnu\.warning)")

_NUMBERS = r"\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)"
_NAME_ALONE = re.compile(r" ?[^\s*(]\S*")
_OUTPUT = re.compile(rf"(\S+){_NUMBERS}( load address 0x[0-9a-f]+)?")
_INPUT = re.compile(rf" (\S+){_NUMBERS} (\S.*)")
_FILL = re.compile(rf" \*fill\*{_NUMBERS}\b.*")
_RELAXED = re.compile(r"\s+0x[0-9a-f]+ \(size before relaxing\)")
_MERGEABLE = re.compile(r".*\.(str\d+\.\d+|cst\d+)")  # as gcc calls them
_SKIP = re.compile(r"\s+(?:\[!provide\]\s*)?0x[0-9a-f]+\s+\. = (.*)")
_MARK = re.compile(r"\s+0x([0-9a-f]+)\s+([A-Za-z_.$][\w.$]*) = \.")
_DATA = re.compile(rf"{_NUMBERS} (?:BYTE|SHORT|LONG|QUAD|SQUAD) .*")


class MapError(Exception):
    """The map says something that can't be; the message says what."""


@dataclass
class Piece:
    """A range of an output section: an input section, or what lies between two of them."""

    section: str  # of the object file; "" for fills and for what the script itself put there
    object: Optional[str]  # None: the linker script's
    address: int
    size: int
    is_fill: bool = False
    is_merged: bool = False
    name: str = ""  # of the symbol with which the script marks a space that it reserved

    @property
    def end(self):
        """The first address behind it."""
        return self.address + self.size


@dataclass
class OutputSection:
    """A section of the image."""

    name: str
    address: int
    size: int
    pieces: List[Piece] = field(default_factory=list)
    # The input sections, with their objects, of which the merged pieces were made.
    merged: List[Tuple[str, str]] = field(default_factory=list)

    @property
    def end(self):
        """The first address behind it."""
        return self.address + self.size


def parse(text):
    """The loaded output sections that have a size, each exactly covered by its pieces."""
    found = [section for section in _read(text)
             if section.size and not NOT_LOADED.match(section.name)]
    for section in found:
        _settle(section)
    return found


def _read(text):
    """All output sections as the map has them."""
    before, heading, memory_map = text.partition(BEGIN)
    if not heading:
        raise MapError(f"it has no heading '{BEGIN}'")
    reader = _Reader()
    for line in _joined(memory_map.splitlines()):
        reader.take(line)
    return reader.sections


def _joined(lines):
    """The lines with those joined again that ld broke behind a long name."""
    name = ""
    for line in lines:
        if name and line.startswith(" " * 16):
            yield name + line
        elif name:
            yield name
            yield line
        elif _NAME_ALONE.fullmatch(line):
            name = line
            continue
        else:
            yield line
        name = ""


class _Reader:
    """Takes the lines one by one; what a fill is depends on the line before it."""

    def __init__(self):
        self.sections = []
        self._skip = None  # the script's `. = ...`, if the last line was one
        self._mark = (None, "")  # the last `name = .`

    def take(self, line):
        skip, self._skip = self._skip, None
        if match := _OUTPUT.fullmatch(line):
            self.sections.append(OutputSection(match[1], int(match[2], 16), int(match[3], 16)))
        elif not self.sections:
            return
        elif match := _FILL.fullmatch(line):
            self._add(self._fill(int(match[1], 16), int(match[2], 16), skip))
        elif match := _INPUT.fullmatch(line):
            self._add(Piece(match[1], match[4], int(match[2], 16), int(match[3], 16),
                            is_merged=bool(_MERGEABLE.fullmatch(match[1]))))
        elif _RELAXED.fullmatch(line):
            self.sections[-1].pieces[-1].is_merged = True
        elif match := _SKIP.fullmatch(line):
            self._skip = match[1]
        elif match := _MARK.fullmatch(line):
            self._mark = (int(match[1], 16), match[2])
        elif match := _DATA.fullmatch(line):
            self._add(Piece("", None, int(match[1], 16), int(match[2], 16), name="data"))

    def _add(self, piece):
        self.sections[-1].pieces.append(piece)

    def _fill(self, address, size, skip):
        if skip is None:
            return Piece("", "", address, size, is_fill=True)
        if "ALIGN" in skip.upper():
            return Piece("", None, address, size, is_fill=True)
        marked, name = self._mark
        return Piece("", None, address, size, name=name if marked == address else "")


def _settle(section):
    """Makes the pieces cover the section without gap or overlap, or says where they don't."""
    pieces = section.pieces
    ends = [piece.address for piece in pieces[1:]] + [section.end]
    if pieces and pieces[0].address != section.address:
        raise MapError(f"{section.name} begins before the first section in it")
    if not pieces:
        raise MapError(f"{section.name} has {section.size} bytes and nothing in it")
    for piece, end in zip(pieces, ends):
        if piece.end > end and piece.is_merged:
            piece.size = max(end - piece.address, 0)
        if piece.end != end:
            what = "is claimed twice" if piece.end > end else "belongs to nobody"
            raise MapError(f"in {section.name}, what lies between {min(piece.end, end):#x} and "
                           f"{max(piece.end, end):#x} {what}")
    _give_fills_to_who_asked(pieces)
    section.merged = [(piece.section, piece.object) for piece in pieces if piece.is_merged]
    section.pieces = [piece for piece in pieces if piece.size]


def _give_fills_to_who_asked(pieces):
    """A fill is there for the alignment of the section behind it."""
    asking = None
    for piece in reversed(pieces):
        if piece.is_fill and piece.object == "":
            piece.object = asking
        elif not piece.is_fill:
            asking = piece.object
