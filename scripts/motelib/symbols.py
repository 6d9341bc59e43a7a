# SPDX-License-Identifier: BSD-3-Clause
"""From addresses to functions and lines: what a .debug file knows of its image."""

import bisect
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Optional

from elftools.common.exceptions import ELFError
from elftools.elf.constants import P_FLAGS, SH_FLAGS
from elftools.elf.elffile import ELFFile

from motelib.paths import ROOT
from motelib.report import UserError

# What .debug files call the tree's root, so that they don't depend on where it lies.
TREE = PurePosixPath("/mote")
ADDR2LINE = ("addr2line", "llvm-addr2line")


@dataclass(frozen=True)
class Place:
    """A place in the source; `is_inlined` where the function was inlined into the next place's."""

    function: str
    file: Optional[str] = None
    line: Optional[int] = None
    is_inlined: bool = False


class Symbols:
    """An ELF file with symbols, read once; a context manager, as pyelftools reads on demand."""

    def __init__(self, path):
        self.path = Path(path)
        try:
            self._file = open(self.path, "rb")
        except OSError as error:
            raise UserError(
                f"reading symbols from {path}: {error.strerror}; build the image again (`make`)"
            ) from None
        try:
            self.elf = ELFFile(self._file)
            self._functions = _functions(self.elf)
        except (ELFError, UnicodeDecodeError) as error:
            self._file.close()
            raise UserError(
                f"reading symbols from {path}: it is not a whole ELF file ({error}); build the "
                "image again (`make`)"
            ) from None
        self._starts = [start for start, _, _ in self._functions]
        self._text = [
            (section["sh_addr"], section["sh_addr"] + section["sh_size"])
            for section in self.elf.iter_sections()
            if section["sh_flags"] & SH_FLAGS.SHF_EXECINSTR
        ]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()

    @property
    def entry(self):
        """The address of the image's first instruction."""
        return self.elf["e_entry"]

    def is_text(self, address):
        """Whether an address lies in code."""
        return any(start <= address < end for start, end in self._text)

    def has_function(self, name):
        """Whether a function of that name was linked."""
        return any(name == each for _, _, each in self._functions)

    def function_at(self, address):
        """The name from the symbol table, with an offset where assembly gave no size; or None."""
        index = bisect.bisect_right(self._starts, address) - 1
        if index < 0 or not self.is_text(address):
            return None
        start, size, name = self._functions[index]
        if address < start + size:
            return name
        return None if size else f"{name}+{address - start:#x}"

    def places(self, addresses):
        """For each address a list of Places, from the innermost inlined function outwards."""
        found = _addr2line(self.path, addresses)
        return [
            found.get(address) or [Place(self.function_at(address) or f"{address:016x}")]
            for address in addresses
        ]

    def mismatch(self, image):
        """A clause on why these symbols are not those of an image, or None when they are."""
        try:
            with open(image, "rb") as file:
                segments = _loaded(ELFFile(file))
        except OSError as error:
            return f"{image} can't be compared with it ({error.strerror})"
        except ELFError:
            return f"{image} is not an ELF file"
        for section in self.elf.iter_sections():
            if section["sh_flags"] & SH_FLAGS.SHF_EXECINSTR and section["sh_type"] != "SHT_NOBITS":
                if _bytes_at(segments, section["sh_addr"], section["sh_size"]) != section.data():
                    return f"the code in {section.name} is not that of {image}"
        return None


def _functions(elf):
    table = elf.get_section_by_name(".symtab")
    if not table:
        return []
    # NOTYPE is what assembly's labels are; its file-local ones never reach the symbol table.
    symbols = [
        (symbol["st_value"], symbol["st_size"], symbol.name)
        for symbol in table.iter_symbols()
        if symbol["st_info"]["type"] in ("STT_FUNC", "STT_NOTYPE")
        and isinstance(symbol["st_shndx"], int)
        and symbol.name
    ]
    return sorted(symbols)


def _loaded(elf):
    return [
        (segment["p_vaddr"], segment.data())
        for segment in elf.iter_segments()
        if segment["p_type"] == "PT_LOAD" and segment["p_flags"] & P_FLAGS.PF_X
    ]


def _bytes_at(segments, address, size):
    for start, data in segments:
        if start <= address < start + len(data):
            return data[address - start : address - start + size]
    return None


def _addr2line(path, addresses):
    """What addr2line says, address by address; nothing where it isn't there or finds nothing."""
    tool = next(filter(None, map(shutil.which, ADDR2LINE)), None)
    if not tool or not addresses:
        return {}
    line = [tool, "-a", "-i", "-f", "-e", str(path), *(f"{each:#x}" for each in addresses)]
    output = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    places = {}
    lines = iter(output.stdout.decode(errors="replace").splitlines())
    current = None
    for text in lines:
        if re.fullmatch(r"0x[0-9a-f]+", text):
            current = places.setdefault(int(text, 16), [])
        elif current is not None:
            current.append(_place(text, next(lines, "??:0")))
    return {address: _inlined(found) for address, found in places.items()}


def _place(function, where):
    match = re.match(r"(.+):(\d+)", where)
    if not match or match[1] == "??":
        return Place(function)
    return Place(function, _relative(match[1]), int(match[2]) or None)


def _inlined(places):
    if any(place.function == "??" for place in places):
        return []
    return [Place(p.function, p.file, p.line, True) for p in places[:-1]] + places[-1:]


def _relative(file):
    """A file's name relative to the tree's root where it lies in the tree."""
    path = PurePosixPath(file)
    for root in (TREE, PurePosixPath(ROOT)):
        if root in path.parents:
            return str(path.relative_to(root))
    return str(path)
