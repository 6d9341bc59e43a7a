#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Makes the image that ships from the linked one: the ELF header, the program headers and what they
load.

strip(1) keeps section headers and their names, half a kilobyte that no hypervisor reads, and pads
between segments for loaders that map files, which no hypervisor does. Here segments follow each
other at their natural alignment, and nothing else is in the file.

    strip_image.py LINKED SHIPPED
"""

import struct
import sys

HEADER = struct.Struct("<16sHHIQQQIHHHHHH")  # Elf64_Ehdr
PROGRAM_HEADER = struct.Struct("<IIQQQQQQ")  # Elf64_Phdr
PT_LOAD = 1
SEGMENT_ALIGNMENT = 8  # notes and tables are read in place by some loaders


def strip_image(linked):
    """The bytes of the shipped image, for the bytes of the linked one."""
    header = list(HEADER.unpack_from(linked))
    offset, count = header[5], header[10]
    segments = [list(PROGRAM_HEADER.unpack_from(linked, offset + i * PROGRAM_HEADER.size))
                for i in range(count)]
    headers_bytes = HEADER.size + count * PROGRAM_HEADER.size

    body = bytearray()
    moved = []  # (old offset, bytes, new offset) of the loaded segments
    for segment in segments:
        if segment[0] != PT_LOAD:
            continue
        old, size = segment[2], segment[5]
        body += bytes(-(headers_bytes + len(body)) % SEGMENT_ALIGNMENT if size else 0)
        moved.append((old, size, headers_bytes + len(body)))
        segment[2] = headers_bytes + len(body) if size else 0
        segment[7] = 1
        body += linked[old:old + size]
    for segment in segments:
        if segment[0] != PT_LOAD:
            segment[2] = _new_offset(segment[2], segment[5], moved)

    header[5] = HEADER.size
    header[6] = header[11] = header[12] = header[13] = 0  # no section headers
    return HEADER.pack(*header) + b"".join(PROGRAM_HEADER.pack(*s) for s in segments) + bytes(body)


def _new_offset(old, size, moved):
    """Where a part of a loaded segment (the note) now is."""
    for start, length, new in moved:
        if start <= old and old + size <= start + length:
            return new + old - start
    raise SystemExit("strip_image.py: a program header lies outside of the loaded segments; "
                     "put its section into one of them in the linker script")


def main():
    with open(sys.argv[1], "rb") as file:
        shipped = strip_image(file.read())
    with open(sys.argv[2], "wb") as file:
        file.write(shipped)


if __name__ == "__main__":
    main()
