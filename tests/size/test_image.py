# SPDX-License-Identifier: BSD-3-Clause
"""make size on a real image."""

import json
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fixtures  # noqa: E402  (also makes motelib importable)

from motelib import paths  # noqa: E402
from motelib.account import merged  # noqa: E402

LANE = "check"
NAME = "t-size-tiny"


class ImageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        fixtures.build(NAME, "tiny")
        cls.configuration = paths.Configuration(NAME)

    def size(self, *options):
        """What scripts/size.py prints."""
        done = fixtures.verb("size.py", "--name", NAME, *options)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def files(self):
        """layer/module/file names -> node, from JSON."""
        data = json.loads(self.size("--json"))
        self.assertEqual(data["bytes"], self.configuration.elf.stat().st_size)
        return {(module["name"], file["name"]): file for layer in data["parts"]
                for module in layer["parts"] for file in module["parts"]}

    def test_every_byte_is_accounted_for(self):
        files = self.files()
        self.assertEqual(sum(file["bytes"] for file in files.values()),
                         self.configuration.elf.stat().st_size)

    def test_every_file_is_one_of_the_tree(self):
        for module, file in self.files():
            if module != "format":
                self.assertTrue((paths.ROOT / module / file).is_file(), f"{module}/{file}")

    def test_only_what_was_chosen_has_a_row(self):
        modules = {module for module, _ in self.files()}
        self.assertIn("apps/hello", modules)
        self.assertNotIn("drivers/acpi", modules)
        self.assertNotIn("drivers/acpi", self.size())

    def test_functions_are_as_large_as_their_symbols(self):
        table = subprocess.run(["nm", "-S", str(self.configuration.debug)], check=True,
                               capture_output=True, text=True).stdout
        symbols = {fields[3]: int(fields[1], 16) for fields in map(str.split, table.splitlines())
                   if len(fields) == 4}
        parts = self.files()["core", "src/start.c"]["parts"]
        text = next(part for part in parts if part["name"] == "text")
        self.assertTrue(text["parts"])
        for function in text["parts"]:
            self.assertEqual(function["bytes"], symbols[function["name"]], function["name"])

    def test_strings_are_their_own_files(self):
        home = ("apps/hello", "src/main.c")
        source = (paths.ROOT / "/".join(home)).read_text()
        object_file = next((self.configuration.meson / "libapplication.a.p").glob("*main.c.o"))
        strings = [s.decode() for found in merged.strings_of(object_file.read_bytes()).values()
                   for s in found]
        self.assertTrue(strings)
        for string in strings:
            self.assertIn(string.strip(), source)
        rodata = self.files()[home]["sections"]["rodata"]
        self.assertGreaterEqual(rodata, len(max(strings, key=len)))

    def test_depth(self):
        self.assertNotIn("src/main.c", self.size("--depth", "modules"))
        self.assertNotIn("apps/hello", self.size("--depth", "layers"))
        self.assertIn("mote_start", self.size("--depth", "symbols"))

    def test_misuse(self):
        for options, status, sentence in (
            (("--depth", "deep"), 2, "it has layers, modules, files, sections, symbols"),
            (("--name", "no/name"), 2, "can't be the name of a configuration"),
            (("--name", "t-size-nothing"), 1, "build it: make NAME=t-size-nothing"),
        ):
            done = fixtures.verb("size.py", *options)
            self.assertEqual(done.returncode, status)
            self.assertIn(sentence, done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1)

    def test_a_map_of_another_build(self):
        text = self.configuration.map.read_text()
        self.addCleanup(self.configuration.map.write_text, text)
        self.configuration.map.write_text(text.replace(".text.mote_start", ".text.other").replace(
            "0x000000000010", "0x000000000020"))
        done = fixtures.verb("size.py", "--name", NAME)
        self.assertEqual(done.returncode, 1)
        self.assertIn("can't be accounted for", done.stderr)
        self.assertIn(f"make NAME={NAME} clean", done.stderr)


if __name__ == "__main__":
    unittest.main()
