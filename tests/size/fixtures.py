# SPDX-License-Identifier: BSD-3-Clause
"""A linker map and the file that fits it, small enough to add up by hand; how to run a verb."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"
sys.path.insert(0, str(SCRIPTS))

from motelib.account import ledger, linkermap, programs, tree  # noqa: E402
from motelib.account.owners import Owners  # noqa: E402

# Written as ld does: a fill for alignment, strings of which some or all were merged into others, a
# section that was left out, names that break the line, a table, spaces that the script reserves.
MAP = """\

Discarded input sections

 .text.unused   0x0000000000000000       0x99 lib.p/core_src_log.c.o

Memory Configuration

Linker script and memory map

LOAD lib.p/core_src_log.c.o
                0x0000000000100000                . = 0x100000
                0x0000000000100000                image_begin = .

.text           0x0000000000100000       0x15
 *(.text.entry)
 .text.entry    0x0000000000100000        0x5 lib.p/platforms_p_src_entry.S.o
                0x0000000000100000                entry
 *(.text .text.*)
 *fill*         0x0000000000100005        0x3 90
 .text.a_function_with_a_long_name
                0x0000000000100008        0xd lib.p/core_src_log.c.o
                0x0000000000100008                a_function_with_a_long_name

.iplt           0x0000000000100015        0x0
 .iplt          0x0000000000100015        0x0 lib.p/core_src_log.c.o
                0x0000000000101000                . = ALIGN (0x1000)
                0x0000000000101000                rodata_begin = .

.note.p         0x0000000000101000        0x6
 .note.p        0x0000000000101000        0x6 lib.p/platforms_p_src_entry.S.o

.rodata         0x0000000000101010       0x28
 *(.rodata .rodata.*)
 .rodata.main.str1.1
                0x0000000000101010        0x9 app.p/apps_my_app_src_main.c.o
                                          0xc (size before relaxing)
 .rodata.f.str1.1
                0x0000000000101019        0x8 lib.p/core_src_log.c.o
                                          0x1 (size before relaxing)
 .rodata.g.str1.1
                0x0000000000101019        0x7 lib.p/core_src_log.c.o
 .rodata.str1.1
                0x0000000000101019        0x3 lib.p/core_src_log.c.o
                0x0000000000101020                . = ALIGN (0x8)
 *fill*         0x000000000010101c        0x4 
 *(SORT_BY_NAME(.mote_table.*))
 .mote_table.param.1.log.level
                0x0000000000101020       0x18 lib.p/core_src_log.c.o
                0x0000000000102000                . = ALIGN (0x1000)

.data           0x0000000000102000        0x8
 .data.level    0x0000000000102000        0x8 lib.p/core_src_log.c.o

.bss            0x0000000000103000     0x3000
 .bss.count     0x0000000000103000        0x4 lib.p/core_src_log.c.o
 .bss.main_stack
                0x0000000000103004      0x100 lib.p/platforms_p_src_entry.S.o
                0x0000000000104000                . = ALIGN (0x1000)
 *fill*         0x0000000000103104      0xefc 
                0x0000000000104000                boot_pml4 = .
                0x0000000000105000                . = (. + 0x1000)
 *fill*         0x0000000000104000     0x1000 
                0x0000000000105000                arena = .
                0x0000000000106000                . = (. + 0x1000)
 *fill*         0x0000000000105000     0x1000 
                0x0000000000106000                image_end = .
OUTPUT(image.debug elf64-x86-64)

.debug_info     0x0000000000000000       0x20
 .debug_info    0x0000000000000000       0x20 lib.p/core_src_log.c.o
"""

MODULES = ("core", "platforms/p", "apps/my_app", "drivers/unused", "external/t/tree/x/libs/net")
SOURCES = {
    "lib.p/core_src_log.c.o": "core/src/log.c",
    "lib.p/platforms_p_src_entry.S.o": "platforms/p/src/entry.S",
    "app.p/apps_my_app_src_main.c.o": "apps/my_app/src/main.c",
    "lib.p/net.c.o": "external/t/tree/x/libs/net/src/net.c",
}
HEADERS = 64 + 3 * 56


def image(text=0x15, trailing=b""):
    """The bytes of the file that fits MAP: segments at offsets that are multiples of 8."""
    segments = ((5, 0x100000, text, text), (4, 0x101000, 0x38, 0x38), (6, 0x102000, 0x8, 0x4000))
    offset, entries, body = HEADERS, b"", b""
    for flags, address, in_file, in_memory in segments:
        body += bytes(-(HEADERS + len(body)) % 8)
        offset = HEADERS + len(body)
        entries += programs.PROGRAM_HEADER.pack(1, flags, offset, address, address, in_file,
                                                in_memory, 1)
        body += bytes(in_file)
    header = programs.HEADER.pack(b"\x7fELF\x02\x01\x01", 2, 62, 1, 0x100000, 64, 0, 0, 64, 56, 3,
                                  0, 0, 0)
    return header + entries + body + trailing


def owners():
    """Whose the objects of MAP are."""
    return Owners(SOURCES, MODULES, "external/t/", "platforms/p/p.lds")


def entries(map_text=MAP, data=None):
    """The ledger of the map and the file."""
    return ledger.enter(programs.read(data or image()), linkermap.parse(map_text))


def root(map_text=MAP, data=None, name="fixture"):
    """The tree of the map and the file."""
    return tree.grow(name, entries(map_text, data), owners())


def at(node, *names):
    """The part of a tree with that path of names; None where there is none."""
    for name in names:
        node = next((part for part in node.parts if part.name == name), None)
        if node is None:
            return None
    return node


def verb(script, *arguments):
    """Runs scripts/SCRIPT and returns the completed process."""
    command = [sys.executable, str(SCRIPTS / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False,
                          timeout=120)


def build(name, saved):
    """Builds a saved configuration under a name of the tests' own."""
    for script in (("config.py", "defconfig", saved), ("build.py",)):
        done = verb(*script, "--name", name, "--keep-current")
        if done.returncode != 0:
            raise AssertionError(done.stderr)
