# SPDX-License-Identifier: BSD-3-Clause
"""The account of a built configuration, as the tree for people and as data for JSON."""

from motelib import paths, toolchain
from motelib.account import ledger, linkermap, merged, owners, programs, tree
from motelib.report import UserError

FORMAT_VERSION = 1  # of the JSON; saved files are compared with later ones


def measure(configuration, name=None):
    """The tree of a configuration's image; `name` is what to call it, if not by its own."""
    label = configuration.elf.relative_to(paths.ROOT)
    try:
        data = configuration.elf.read_bytes()
        text = configuration.map.read_text(encoding="utf-8", errors="replace")
        whose = owners.of_configuration(configuration)
        entries = _entries(configuration, data, text)
    except FileNotFoundError as error:
        raise UserError(f"accounting for {label} needs {error.filename}, which isn't there; "
                        f"build it: make NAME={configuration.name}") from None
    except (linkermap.MapError, programs.ElfError, ledger.LedgerError) as error:
        raise UserError(
            f"{label} can't be accounted for by {configuration.map.name} beside it: {error}. If "
            "they may come from different builds, remove both: "
            f"make NAME={configuration.name} clean"
        ) from None
    return tree.grow(name or configuration.name, entries, whose)


def _entries(configuration, data, map_text):
    program, sections = programs.read(data), linkermap.parse(map_text)

    def read_image(address, size):
        offset = program.offset_of(address)
        return data[offset:offset + size]

    def read_object(name):
        path = configuration.meson / name
        return path.read_bytes() if path.is_file() else None

    merged.give_back(sections, read_image, read_object)
    return ledger.enter(program, sections)


def as_data(root):
    """What `make size JSON=1` prints: the tree, and what made the image."""
    return {"version": FORMAT_VERSION, "configuration": root.name, "toolchain": toolchain.key(),
            **root.as_data()}
