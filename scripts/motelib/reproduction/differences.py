# SPDX-License-Identifier: BSD-3-Clause
"""Where two builds differ, said so that one knows what to mend."""

import json
import re

from elftools.elf.constants import SH_FLAGS
from elftools.elf.elffile import ELFFile

from motelib.symbols import Symbols

_STRING = re.compile(rb"[\x20-\x7e]{5,}")
STRINGS_SHOWN = 3
OBJECTS_SHOWN = 8


def first_difference(one, other):
    """The offset of the first byte that differs between two byte strings; None where none does."""
    if one == other:
        return None
    shared = min(len(one), len(other))
    for start in range(0, shared, 4096):
        stop = min(start + 4096, shared)
        if one[start:stop] != other[start:stop]:
            return next(i for i in range(start, stop) if one[i] != other[i])
    return shared


def explain_image(one, other):
    """Sentences on how two linked files with symbols differ; `one` and `other` are paths."""
    found = []
    with open(one, "rb") as file, open(other, "rb") as other_file:
        sections = _sections(ELFFile(file))
        other_sections = _sections(ELFFile(other_file))
    only = sorted(set(sections) ^ set(other_sections))
    if only:
        found.append(f"only one has the sections {', '.join(only)}")
    for name in sections:
        address, data = sections[name]
        other_data = other_sections.get(name, (0, data))[1]
        offset = first_difference(data, other_data)
        if offset is None:
            continue
        found.append(f"the first section that differs is {name}, at byte {offset:#x}"
                     + _place(one, address, offset))
        found += _strings(data, other_data)
        break
    return found or ["the sections are alike; what differs is in the ELF headers"]


def _sections(elf):
    """Name -> (address where it is loaded, or 0; contents)."""
    return {
        section.name: (section["sh_addr"] if section["sh_flags"] & SH_FLAGS.SHF_ALLOC else 0,
                       b"" if section["sh_type"] == "SHT_NOBITS" else section.data())
        for section in elf.iter_sections()
    }


def _place(path, address, offset):
    """Which function lies there, with its file and line, as far as the symbols tell."""
    if not address:
        return ""
    with Symbols(path) as symbols:
        function = symbols.function_at(address + offset)
        places = [place for place in symbols.places([address + offset])[0] if place.file]
    if not function:
        return f" (address {address + offset:#x})"
    line = f", {places[-1].file}:{places[-1].line}" if places else ""
    return f" (in {function}{line})"


def _strings(one, other):
    texts, other_texts = set(_STRING.findall(one)), set(_STRING.findall(other))
    sentences = []
    for which, strings in (("first", texts - other_texts), ("second", other_texts - texts)):
        # Paths first: they are what usually slips in.
        shown = sorted(strings, key=lambda text: (b"/" not in text, text))[:STRINGS_SHOWN]
        sentences += [f"only the {which} has the text “{text.decode()}”" for text in shown]
    return sentences


def differing_objects(one, other):
    """The source files whose compiled objects differ between two built configurations, a few of
    them."""
    objects, other_objects = _objects(one), _objects(other)
    found = sorted(source for source in objects.keys() & other_objects.keys()
                   if objects[source].read_bytes() != other_objects[source].read_bytes())
    rest = [f"and {len(found) - OBJECTS_SHOWN} more"] if len(found) > OBJECTS_SHOWN else []
    return found[:OBJECTS_SHOWN] + rest


def _objects(built):
    """Source file, called the same in every configuration -> its object."""
    commands = json.loads((built.meson / "compile_commands.json").read_text())
    return {_plain(entry["file"], built.name): built.meson / entry["output"] for entry in commands}


def _plain(path, name):
    path = re.sub(r"^(\.\./)+", "", path)
    return re.sub(rf"^external/{re.escape(name)}/", "external/", path)


def explain_manifests(one, other):
    """The parts of two manifests that differ."""
    manifest, other_manifest = (json.loads(path.read_text()) for path in (one, other))
    return [f"{key} differs: {_short(manifest.get(key))} and {_short(other_manifest.get(key))}"
            for key in manifest if manifest.get(key) != other_manifest.get(key)]


def _short(value):
    text = json.dumps(value)
    return text if len(text) < 200 else f"{text[:200]}..."
