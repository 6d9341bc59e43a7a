# SPDX-License-Identifier: BSD-3-Clause
"""Reads members of static libraries in GNU ar's format, called as the linker's map calls them:
path/libc.a(printf.c.o)."""

import functools
import re

MAGIC = b"!<arch>\n"
HEADER_BYTES = 60
_IN_ARCHIVE = re.compile(r"(.+)\((.+)\)")


def split(name):
    """(archive, member) of an object's name in the map; None for one that is in no archive."""
    match = _IN_ARCHIVE.fullmatch(name)
    return (match[1], match[2]) if match else None


@functools.lru_cache(maxsize=4)
def members(path):
    """Member -> its bytes; {} for what is no archive."""
    data = path.read_bytes()
    if not data.startswith(MAGIC):
        return {}
    found, long_names, place = {}, b"", len(MAGIC)
    while place + HEADER_BYTES <= len(data):
        header = data[place:place + HEADER_BYTES]
        begin = place + HEADER_BYTES
        size = int(header[48:58])
        content = data[begin:begin + size]
        name = header[:16].decode().rstrip()
        if name == "//":
            long_names = content
        elif name not in ("/", "/SYM64/"):
            found[_name(name, long_names)] = content
        place = begin + size + size % 2
    return found


def _name(name, long_names):
    """Names end in a slash; what is too long for the header stands in a table of names."""
    if name.startswith("/"):
        begin = int(name[1:])
        return long_names[begin:long_names.index(b"/\n", begin)].decode()
    return name.rstrip("/")
