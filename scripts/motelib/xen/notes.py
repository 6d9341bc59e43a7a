# SPDX-License-Identifier: BSD-3-Clause
"""Reads of an image's ELF notes how hypervisors enter it."""

import struct
from pathlib import Path

ELF_HEADER_BYTES = 64
PROGRAM_HEADER = struct.Struct("<IIQQQQQQ")
NOTE_HEADER = struct.Struct("<III")
PT_NOTE = 4

# Xen's public/elfnote.h.
OWNER = b"Xen\0"
ENTRY = 1
PHYS32_ENTRY = 18


def entries(elf):
    """The kinds of entry in an ELF file's notes: a set of "pv" and "pvh"."""
    try:
        data = Path(elf).read_bytes()
        types = {kind for owner, kind in _notes(data) if owner == OWNER}
    except (OSError, struct.error):
        return set()  # Whoever boots it will say what is wrong with it.
    return {name for name, kind in (("pv", ENTRY), ("pvh", PHYS32_ENTRY)) if kind in types}


def _notes(data):
    """(owner, type) of each note of a 64-bit ELF file; nothing for any other file."""
    if data[:5] != b"\x7fELF\x02" or len(data) < ELF_HEADER_BYTES:
        return
    (table,) = struct.unpack_from("<Q", data, 32)
    entry_size, count = struct.unpack_from("<HH", data, 54)
    end = min(table + entry_size * count, len(data) - PROGRAM_HEADER.size + 1)
    for at in range(table, end, entry_size or 1):
        kind, _, offset, _, _, size, _, _ = PROGRAM_HEADER.unpack_from(data, at)
        if kind == PT_NOTE:
            yield from _notes_in(data[offset:offset + size])


def _notes_in(segment):
    at = 0
    while at + NOTE_HEADER.size <= len(segment):
        owner_bytes, bytes_of_it, kind = NOTE_HEADER.unpack_from(segment, at)
        at += NOTE_HEADER.size
        yield segment[at:at + owner_bytes], kind
        at += _padded(owner_bytes) + _padded(bytes_of_it)


def _padded(size):
    return (size + 3) & ~3
