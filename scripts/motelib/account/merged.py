# SPDX-License-Identifier: BSD-3-Clause
"""Gives merged strings back to the files that they come from.

ld 2.40 says in the map how much each file contributed to the strings that were merged; later
versions say that all of them are the first file's. So each string in the image is looked up in the
objects: it belongs to the first, in the order in which they were linked, that has the whole of it.
"""

import struct

from motelib.account.linkermap import Piece

SECTION_HEADER = struct.Struct("<IIQQQQIIQQ")  # Elf64_Shdr
LOADED_STRINGS = 0x02 | 0x10 | 0x20  # SHF_ALLOC, SHF_MERGE, SHF_STRINGS


def give_back(sections, read_image, read_object):
    """Splits merged pieces by string. `read_image(address, size)` gives bytes of the image,
    `read_object(name)` those of an object file, or nothing where it can't be read."""
    objects = {}
    for section in sections:
        homes = {}  # string -> (input section, object)
        for name, file in section.merged:
            if file not in objects:
                objects[file] = strings_of(read_object(file))
            for string in objects[file].get(name, ()):
                homes.setdefault(string, (name, file))
        section.pieces = [part for piece in section.pieces
                          for part in _parts(piece, homes, read_image)]


def _parts(piece, homes, read_image):
    if not piece.is_merged or not homes:
        return [piece]
    parts = []
    home, address = (piece.section, piece.object), piece.address
    for string in read_image(piece.address, piece.size).split(b"\0")[:-1]:
        # Several zeros are alignment, which goes to the string in front of it.
        home = homes.get(string, home) if string else home
        size = len(string) + 1
        if parts and (parts[-1].section, parts[-1].object) == home:
            parts[-1].size += size
        else:
            parts.append(Piece(*home, address, size, is_merged=True))
        address += size
    # What doesn't consist of strings (constants, say) stays as the map has it.
    return parts if address == piece.end else [piece]


def strings_of(data):
    """Section -> the strings in it, for an object's loaded sections of mergeable strings."""
    if not data:
        return {}
    table = struct.unpack_from("<Q", data, 40)[0]
    size, count, names = struct.unpack_from("<HHH", data, 58)
    headers = [SECTION_HEADER.unpack_from(data, table + i * size) for i in range(count)]
    if not headers:
        return {}
    found = {}
    for name, _, flags, _, offset, length, _, _, _, entry_size in headers:
        if flags & LOADED_STRINGS == LOADED_STRINGS and entry_size == 1:
            begin = headers[names][4] + name
            title = data[begin:data.index(b"\0", begin)].decode()
            found.setdefault(title, []).extend(data[offset:offset + length].split(b"\0")[:-1])
    return found
