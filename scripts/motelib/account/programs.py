# SPDX-License-Identifier: BSD-3-Clause
"""The program headers of an image: which of its bytes are loaded where.

Read with struct rather than with pyelftools: importing that takes longer than all the rest.
"""

import struct
from dataclasses import dataclass

HEADER = struct.Struct("<16sHHIQQQIHHHHHH")  # Elf64_Ehdr
PROGRAM_HEADER = struct.Struct("<IIQQQQQQ")  # Elf64_Phdr
PT_LOAD = 1
PF_X, PF_W = 1, 2


class ElfError(Exception):
    """The file isn't an image; the message says why."""


@dataclass(frozen=True)
class Segment:
    """What one program header loads."""

    offset: int
    address: int
    file_bytes: int
    memory_bytes: int
    flags: int

    @property
    def end(self):
        """The first address behind it."""
        return self.address + self.memory_bytes

    @property
    def file_end(self):
        """The first address that the file has no bytes for."""
        return self.address + self.file_bytes


@dataclass(frozen=True)
class Program:
    """An image's headers."""

    file_bytes: int
    header_bytes: int
    program_header_bytes: int
    segments: tuple  # those that are loaded, by address

    def offset_of(self, address):
        """Where in the file the byte for an address is."""
        for segment in self.segments:
            if segment.address <= address < segment.file_end:
                return segment.offset + address - segment.address
        raise ElfError(f"it has no bytes for the address {address:#x}")


def read(data):
    """The headers of the image with these bytes."""
    if len(data) < HEADER.size or data[:6] != b"\x7fELF\x02\x01":
        raise ElfError("it is not a 64-bit little-endian ELF file")
    header = HEADER.unpack_from(data)
    offset, header_bytes, entry_bytes, count = header[5], header[8], header[9], header[10]
    if offset + count * entry_bytes > len(data) or entry_bytes != PROGRAM_HEADER.size:
        raise ElfError("its program headers do not lie in the file")
    entries = [PROGRAM_HEADER.unpack_from(data, offset + i * entry_bytes) for i in range(count)]
    segments = [Segment(e[2], e[3], e[5], e[6], e[1]) for e in entries if e[0] == PT_LOAD and e[6]]
    segments.sort(key=lambda segment: segment.address)
    return Program(len(data), header_bytes, count * entry_bytes, tuple(segments))
