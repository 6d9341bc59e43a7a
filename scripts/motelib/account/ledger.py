# SPDX-License-Identifier: BSD-3-Clause
"""Lays the linker map over the shipped file: an entry for each range of bytes, in file and memory.

The sums are exact by check, not by construction: whatever the file or the memory holds beyond what
was entered, or less, is an error.
"""

import re
from dataclasses import dataclass
from typing import Optional

from motelib.account.programs import PF_W, PF_X

PAGE = 4096

# In the order in which they are shown.
KINDS_IN_FILE = ("text", "rodata", "data", "tables", "note", "headers", "padding")
KINDS_IN_MEMORY_ONLY = ("bss", "stack", "page tables", "reserved")
KINDS = KINDS_IN_FILE + KINDS_IN_MEMORY_ONLY

FORMAT = "format"  # what belongs to the file's format and to no module
SCRIPT = "the linker script"

_PAGE_TABLE = re.compile(r"(^|_)(pml[45]|pdpt|pd|pt)$")


class LedgerError(Exception):
    """The map and the file don't fit each other; the message says where."""


@dataclass(frozen=True)
class Entry:
    """A range of bytes: whose it is (an object file), what it is, how much it is."""

    owner: Optional[str]  # an object file, FORMAT or SCRIPT
    kind: str
    name: str
    bytes: int  # in the file
    memory: int  # when the image starts


def enter(program, sections):
    """All entries of an image, in the order of addresses; their sums are checked."""
    entries = [Entry(FORMAT, "headers", "ELF header", program.header_bytes, 0),
               Entry(FORMAT, "headers", "program headers", program.program_header_bytes, 0)]
    entries += _gaps_in_file(program)
    entries += _gaps_in_memory(program)
    for segment in program.segments:
        inside = [s for s in sections if segment.address <= s.address < segment.end]
        entries += _segment(segment, sorted(inside, key=lambda section: section.address))
    entries = [entry for entry in entries if entry.bytes or entry.memory]
    _check(program, entries)
    return entries


def _gaps_in_file(program):
    """Between the headers and the segments, which begin at aligned offsets."""
    end = program.header_bytes + program.program_header_bytes
    for segment in sorted(program.segments, key=lambda segment: segment.offset):
        if not segment.file_bytes:
            continue
        yield Entry(FORMAT, "padding", "alignment of segments", max(segment.offset - end, 0), 0)
        end = segment.offset + segment.file_bytes


def _gaps_in_memory(program):
    """Between segments, which have pages of their own. More than a page is a hole, not memory."""
    for before, behind in zip(program.segments, program.segments[1:]):
        gap = behind.address - before.end
        if 0 < gap < PAGE:
            yield Entry(FORMAT, "padding", "pages that are not full", 0, gap)


def _segment(segment, sections):
    address = segment.address
    for section in sections:
        if section.address < address:
            raise LedgerError(f"{section.name} begins before the one in front of it ends")
        yield _entry(segment, address, section.address, FORMAT, "padding", "alignment of sections")
        for piece in section.pieces:
            kind = _kind(segment, section, piece)
            owner = piece.object or SCRIPT
            yield _entry(segment, piece.address, piece.end, owner, kind, _name(piece))
        address = section.end
    if address != segment.end:
        raise LedgerError(f"the map ends at {address:#x}, the file's segment at {segment.end:#x}")


def _entry(segment, begin, end, owner, kind, name):
    in_file = max(min(end, segment.file_end) - begin, 0)
    return Entry(owner, kind, name, in_file, end - begin)


def _kind(segment, section, piece):
    """What a piece is: by its name where that says it, else by what may be done with it."""
    if piece.is_fill:
        return "padding"
    if piece.address >= segment.file_end:
        return _kind_in_memory_only(piece)
    if piece.section.startswith(".mote_table."):
        return "tables"
    if section.name.startswith(".note"):
        return "note"
    if segment.flags & PF_X:
        return "text"
    return "data" if segment.flags & PF_W else "rodata"


def _kind_in_memory_only(piece):
    if not piece.object:
        return "page tables" if _PAGE_TABLE.search(piece.name) else "reserved"
    return "stack" if piece.section.endswith("stack") else "bss"


_PREFIXES = re.compile(r"\.(text\.(startup|unlikely|exit|hot)|text|rodata|data|bss|note)\.")
_STRINGS = re.compile(r"(?:(.*)\.)?str\d+\.\d+")
_TABLE = re.compile(r"\.mote_table\.(\w+)\.1\.(.*)")


def _name(piece):
    """The function or variable, which -ffunction-sections and -fdata-sections put into the name."""
    if piece.is_fill:
        return "for alignment"
    if match := _TABLE.fullmatch(piece.section):
        return f"{match[1]}: {match[2]}"
    if not piece.section:
        return piece.name or "reserved"
    prefix = _PREFIXES.match(piece.section)
    name = piece.section[prefix.end():] if prefix else piece.section
    if match := _STRINGS.fullmatch(name):
        return f"strings of {match[1]}" if match[1] else "strings of variables"
    return name


def _check(program, entries):
    in_file = sum(entry.bytes for entry in entries)
    if in_file != program.file_bytes:
        raise LedgerError(f"it has {program.file_bytes:,} bytes and the map explains {in_file:,}")
    in_memory = sum(entry.memory for entry in entries)
    loaded = sum(segment.memory_bytes for segment in program.segments)
    loaded += sum(entry.memory for entry in _gaps_in_memory(program))
    if in_memory != loaded:
        raise LedgerError(f"it takes {loaded:,} bytes of memory and the map explains {in_memory:,}")
