# SPDX-License-Identifier: BSD-3-Clause
"""The tree as a table for the terminal: an outline of names, a bar, a column for each section."""

import os
import shutil
import sys

from motelib.report import table

DEPTHS = {"layers": 1, "modules": 2, "files": 3, "sections": 4, "symbols": 5}
BAR_WIDTH = 10
_EIGHTHS = " ▏▎▍▌▋▊▉█"
# Of which there is little: one column for them together.
_OTHER = ("note", "headers")
_COLUMNS = ("text", "rodata", "data", "tables", "other", "padding")


def size_table(root, depth, width=None):
    """The table of an image, `depth` levels deep; columns go where the terminal is too narrow."""
    nodes = [(0, root), *_outline(root, depth)]
    names = ["  " * indent + _name(node) for indent, node in nodes]
    sizes = [(number(node.bytes), _share(node.bytes, root.bytes)) for _, node in nodes]
    bars = [(bar(node.bytes, root.bytes),) for _, node in nodes]
    kinds = [_kinds(node) for _, node in nodes]
    memory = [(number(node.memory),) for _, node in nodes]
    width = width or terminal_width()
    for has_bars, has_kinds in ((True, True), (False, True), (True, False), (False, False)):
        rows = [(name, *size, *(b if has_bars else ()), *(k if has_kinds else ()), *m)
                for name, size, b, k, m in zip(names, sizes, bars, kinds, memory)]
        header = ("", "bytes", "%", *([""] if has_bars else []), *(_COLUMNS if has_kinds else ()),
                  "in memory")
        left = {0, 3} if has_bars else {0}
        text = table(rows, header, right=set(range(len(header))) - left)
        if max(map(len, text.splitlines())) <= width:
            break
    return text


def terminal_width():
    """How wide a line may be: anything, where it does not go to a terminal."""
    return shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 1000


def memory_sentence(root):
    """What the memory is that an image has when it starts."""
    kinds = root.memory_kinds
    loaded = sum(size for kind, size in kinds.items()
                 if kind not in ("bss", "stack", "page tables", "reserved", "padding"))
    parts = [("loaded", loaded)] + [(kind, kinds[kind]) for kind in
                                    ("bss", "stack", "page tables", "reserved") if kinds[kind]]
    parts.append(("padding", kinds["padding"]))
    return f"{root.memory:,} bytes of memory at start: " + ", ".join(f"{n:,} {k}" for k, n in parts)


def bar(part, whole):
    """A bar for a share of the whole, in eighths of a character where the output can show them."""
    eighths = round(part / whole * BAR_WIDTH * 8) if whole else 0
    if not _has_blocks():
        return "#" * round(eighths / 8)
    eighths = max(eighths, 1) if part else 0
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def _has_blocks():
    try:
        _EIGHTHS.encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return os.environ.get("TERM") != "dumb"


def _outline(node, depth, indent=0):
    """(indentation, node) for the parts to a depth. Where a layer is one module and called so, as
    core is, that is said once."""
    for part in node.parts if depth else []:
        yield indent, part
        below, left = part, depth - 1
        if part.level == "layer" and left and [p.name for p in part.parts] == [part.name]:
            below, left = part.parts[0], left - 1
        yield from _outline(below, left, indent + 1)


def _name(node):
    if node.level == "image":
        return f"{node.name}.elf"
    return node.name + ("/" if node.level in ("layer", "module") and node.name != "format" else "")


def _kinds(node):
    if node.level in ("section", "symbol"):
        return [""] * len(_COLUMNS)
    return [number(node.kinds[kind] if kind != "other" else sum(node.kinds[k] for k in _OTHER))
            for kind in _COLUMNS]


def number(value):
    """A size as tables show it; a dot for nothing, so that the eye finds what there is."""
    return f"{value:,}" if value else "."


def _share(part, whole):
    return f"{100 * part / whole:.1f}" if part else "."
