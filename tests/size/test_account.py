# SPDX-License-Identifier: BSD-3-Clause
"""From the linker's map to the tree: every byte has one owner, on a fixture to add up by hand."""

import json
import sys
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fixtures  # noqa: E402  (also makes motelib importable)

from motelib.account import ledger, linkermap, measure, merged, programs, show  # noqa: E402

LANE = "check"


class LinkerMapTest(unittest.TestCase):
    def setUp(self):
        self.sections = {s.name: s for s in linkermap.parse(fixtures.MAP)}

    def test_takes_what_is_loaded_and_has_a_size(self):
        self.assertEqual(list(self.sections), [".text", ".note.p", ".rodata", ".data", ".bss"])

    def test_a_fill_is_for_the_section_behind_it(self):
        fill = self.sections[".text"].pieces[1]
        self.assertTrue(fill.is_fill)
        self.assertEqual((fill.object, fill.size), ("lib.p/core_src_log.c.o", 3))

    def test_a_fill_behind_an_assignment_is_the_scripts(self):
        fill = next(p for p in self.sections[".rodata"].pieces if p.is_fill)
        self.assertEqual((fill.object, fill.size), (None, 4))

    def test_merged_strings_count_once(self):
        pieces = self.sections[".rodata"].pieces
        strings = [(p.section, p.size) for p in pieces if "str1" in p.section]
        self.assertEqual(strings, [(".rodata.main.str1.1", 9), (".rodata.str1.1", 3)])

    def test_spaces_that_the_script_reserves_have_the_name_of_their_mark(self):
        names = [p.name for p in self.sections[".bss"].pieces if not p.object and not p.is_fill]
        self.assertEqual(names, ["boot_pml4", "arena"])

    def test_data_that_the_script_writes(self):
        text = fixtures.MAP.replace(
            " .data.level    0x0000000000102000        0x8 lib.p/core_src_log.c.o",
            "                0x0000000000102000        0x8 QUAD 0x1234 image_end")
        piece = {s.name: s for s in linkermap.parse(text)}[".data"].pieces[0]
        self.assertEqual((piece.object, piece.size), (None, 8))

    def test_a_gap_is_an_error(self):
        fill = " *fill*         0x0000000000100005        0x3 90\n"
        what = r"in \.text, what lies between 0x100005 and 0x100008 belongs to nobody"
        with self.assertRaisesRegex(linkermap.MapError, what):
            linkermap.parse(fixtures.MAP.replace(fill, ""))

    def test_an_overlap_is_an_error(self):
        with self.assertRaisesRegex(linkermap.MapError, r"in \.text, .* is claimed twice"):
            linkermap.parse(fixtures.MAP.replace("0x5 lib.p/platforms_p", "0x7 lib.p/platforms_p"))

    def test_no_map(self):
        with self.assertRaisesRegex(linkermap.MapError, "no heading"):
            linkermap.parse("nothing\n")


class MergedTest(unittest.TestCase):
    """As a newer ld writes the map: all strings are the first file's."""

    IMAGE = b"both\0only in a\0only in b\0\0\0longer\0"
    STRINGS = {"a.o": {".rodata.str1.1": [b"both", b"only in a"]},
               "b.o": {".rodata.str1.1": [b"both", b"er", b"only in b", b"longer"]}}

    def given_back(self, image, strings=None):
        """(object, bytes) of the pieces that a section with these merged strings comes to."""
        piece = linkermap.Piece(".rodata.str1.1", "a.o", 0x1000, len(image), is_merged=True)
        section = linkermap.OutputSection(".rodata", 0x1000, len(image), [piece])
        section.merged = [(".rodata.str1.1", "a.o"), (".rodata.str1.1", "b.o")]
        strings = self.STRINGS if strings is None else strings
        with mock.patch.object(merged, "strings_of", lambda name: strings.get(name, {})):
            merged.give_back([section], lambda _, size: image[:size], lambda name: name)
        self.assertEqual(sum(part.size for part in section.pieces), len(image))
        return [(part.object, part.size) for part in section.pieces]

    def test_each_string_is_the_first_files_that_has_it(self):
        self.assertEqual(self.given_back(self.IMAGE), [("a.o", 15), ("b.o", 19)])

    def test_what_nobody_has_stays(self):
        self.assertEqual(self.given_back(b"unknown\0"), [("a.o", 8)])
        self.assertEqual(self.given_back(b"no string at the end"), [("a.o", 20)])
        self.assertEqual(self.given_back(self.IMAGE, {}), [("a.o", len(self.IMAGE))])

    def test_strings_of_no_object(self):
        self.assertEqual(merged.strings_of(None), {})


class LedgerTest(unittest.TestCase):
    def test_sums_are_exact(self):
        entries = fixtures.entries()
        self.assertEqual(sum(e.bytes for e in entries), len(fixtures.image()))
        self.assertEqual(sum(e.memory for e in entries), 0x6000)

    def test_kinds(self):
        kinds = {}
        for entry in fixtures.entries():
            kinds[entry.kind] = kinds.get(entry.kind, 0) + (entry.bytes or entry.memory)
        gaps_in_memory = 0xfeb + 0xfc8 + 0xff8 + 0xefc
        self.assertEqual(kinds, {
            "headers": fixtures.HEADERS, "text": 18, "note": 6, "rodata": 12, "tables": 24,
            "data": 8, "padding": 3 + 3 + 10 + 4 + gaps_in_memory, "bss": 4, "stack": 0x100,
            "page tables": 0x1000, "reserved": 0x1000})

    def test_names_say_the_function_or_variable(self):
        names = {entry.name for entry in fixtures.entries()}
        self.assertLessEqual({"entry", "a_function_with_a_long_name", "level", "count",
                              "strings of main", "param: log.level", "boot_pml4"}, names)

    def test_a_file_that_is_longer_is_an_error(self):
        with self.assertRaisesRegex(ledger.LedgerError, "it has .* bytes and the map explains"):
            fixtures.entries(data=fixtures.image(trailing=b"?"))

    def test_a_map_of_another_build_is_an_error(self):
        with self.assertRaisesRegex(ledger.LedgerError, "map ends at 0x100015, .* at 0x100016"):
            fixtures.entries(data=fixtures.image(text=0x16))

    def test_not_an_image(self):
        for data in (b"", b"#!/bin/sh" * 20):
            with self.assertRaisesRegex(programs.ElfError, "not a 64-bit"):
                programs.read(data)


class TreeTest(unittest.TestCase):
    def setUp(self):
        self.root = fixtures.root()

    def test_each_node_is_what_its_parts_are(self):
        def check(node):
            if not node.parts:
                return
            self.assertEqual(node.bytes, sum(part.bytes for part in node.parts), node.name)
            self.assertEqual(node.memory, sum(part.memory for part in node.parts), node.name)
            for part in node.parts:
                check(part)

        check(self.root)

    def test_sections_add_up(self):
        for layer in self.root.parts:
            self.assertEqual(layer.bytes, sum(layer.kinds.values()))
            self.assertEqual(layer.memory, sum(layer.memory_kinds.values()))

    def test_layers_and_modules(self):
        modules = [(layer.name, [m.name for m in layer.parts]) for layer in self.root.parts]
        self.assertEqual(sorted(modules), [("apps", ["apps/my_app"]), ("core", ["core"]),
                                           ("format", ["format"]), ("platforms", ["platforms/p"])])

    def test_a_module_that_is_not_in_the_image_has_no_row(self):
        self.assertIsNone(fixtures.at(self.root, "drivers"))

    def test_files(self):
        log = fixtures.at(self.root, "core", "core", "src/log.c")
        self.assertEqual(log.bytes, 3 + 13 + 3 + 24 + 8)
        script = fixtures.at(self.root, "platforms", "platforms/p", "p.lds")
        self.assertEqual((script.bytes, script.memory), (4, 4 + 0xefc + 0x2000))

    def test_external_modules_have_a_layer_and_no_configuration(self):
        owner = fixtures.owners().of("lib.p/net.c.o")
        self.assertEqual((owner.layer, owner.module, owner.file),
                         ("external", "tree/x/libs/net", "src/net.c"))

    def test_what_came_with_the_compiler(self):
        owner = fixtures.owners().of("/usr/lib/gcc/x86_64/12/libgcc.a(_udivti3.o)")
        self.assertEqual((owner.layer, owner.module, owner.file),
                         ("external", "libgcc.a", "_udivti3.o"))

    def test_json_has_it_all(self):
        data = json.loads(json.dumps(measure.as_data(self.root)))
        self.assertEqual(data["bytes"], len(fixtures.image()))
        self.assertEqual(data["bytes"], sum(layer["bytes"] for layer in data["parts"]))
        self.assertEqual(data["bytes"], sum(data["sections"].values()))
        self.assertEqual(data["memory"], sum(data["memory_sections"].values()))


class TableTest(unittest.TestCase):
    def test_outline(self):
        lines = show.size_table(fixtures.root(), show.DEPTHS["files"], 200).splitlines()
        names = [line[:20].rstrip() for line in lines[2:]]
        self.assertEqual(names[0], "fixture.elf")
        self.assertIn("core/", names)
        self.assertEqual(names[names.index("core/") + 1], "  src/log.c")
        self.assertEqual(names[names.index("platforms/") + 1], "  platforms/p/")

    def test_fits_a_narrow_terminal(self):
        for width in (60, 80, 100):
            lines = show.size_table(fixtures.root(), show.DEPTHS["files"], width).splitlines()
            self.assertLessEqual(max(map(len, lines)), width)

    def test_bars(self):
        self.assertEqual(show.bar(0, 100), "")
        self.assertEqual(len(show.bar(100, 100)), show.BAR_WIDTH)


if __name__ == "__main__":
    unittest.main()
