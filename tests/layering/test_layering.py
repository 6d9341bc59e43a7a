# SPDX-License-Identifier: BSD-3-Clause
"""The layers of the tree hold, and the test that says so sees each way to break them."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import paths  # noqa: E402
from motelib.testing import images  # noqa: E402
from motelib.testing.layering import Tree  # noqa: E402

LANE = "check"

# Global names that C or its compiler prescribes.
NAMES_OF_C = {"main", "memcpy", "memmove", "memset", "memcmp", "strlen", "strnlen", "strcmp",
              "strncmp"}

# A small tree that keeps the rules: (file, content).
SOUND = {
    "core/meson.build": "",
    "core/include/mote/thing.h": "",
    "core/arch/x86_64/src/switch.S": "ret\n",
    "core/src/a.c": '#include "b.h"\n#include <mote/plat.h>\n#include <mote/thing.h>\n'
                    "#include <stdint.h>\n#include <config/X.h>\n/* not asm */\n",
    "core/src/b.h": "",
    "core/tests/t.c": '#include <mote/test.h>\n#include "../src/b.h"\n',
    "libs/test/meson.build": "",
    "libs/test/include/mote/test.h": "#include <mote/thing.h>\n",
    "libs/low/meson.build": "",
    "libs/low/Kconfig": "config LIB_LOW\n\tbool\n",
    "libs/low/include/mote/low.h": "",
    "libs/high/meson.build": "",
    "libs/high/Kconfig": "config LIB_HIGH\n\tbool\n\tdepends on LIB_LOW && X\n",
    "libs/high/include/mote/high.h": "#include <mote/low.h>\n",
    "libs/high/src/high.c": "#include <mote/low.h>\n",
    "drivers/bus/meson.build": "",
    "drivers/bus/include/mote/bus.h": "",
    "drivers/bus/card/meson.build": "",
    "drivers/bus/card/Kconfig": "config DRIVER_BUS_CARD\n\tbool\n\tdepends on DRIVER_BUS\n",
    "drivers/bus/card/src/card.c": '#include <mote/bus.h>\nvoid f(void) { __asm__("nop"); }\n',
    "drivers/other/meson.build": "",
    "platforms/pc/meson.build": "",
    "platforms/pc/include/mote/plat.h": "",
    "platforms/pc/src/start.S": "#include <mote/thing.h>\n",
    "platforms/pc/src/start.c": "#include <mote/bus.h>\n",
    "apps/a/meson.build": "",
    "apps/a/src/main.c": "#include <mote/high.h>\n#include <mote/thing.h>\n",
}

# What to add to a file of it, and what must be said then.
BROKEN = (
    ("core/src/a.c", "#include <mote/low.h>\n", "core must not include <mote/low.h> of libs/low"),
    ("core/src/a.c", "#include <mote/bus.h>\n", "core must not include <mote/bus.h>"),
    ("core/src/a.c", "#include <mote/test.h>\n", "core must not include <mote/test.h>"),
    ("core/src/a.c", '#include "../../libs/low/include/mote/low.h"\n', "outside of core"),
    ("core/src/a.c", "#include <stdio.h>\n", "<stdio.h> is no module's public header"),
    ("core/src/a.c", 'void f(void) { __asm__("cli"); }\n', "inline assembly belongs"),
    ("core/src/c.S", "cli\n", "core/src/c.S:1: assembly belongs"),
    ("libs/low/src/low.c", "#include <mote/high.h>\n", "libs/low must not include <mote/high.h>"),
    ("libs/low/src/low.c", "#include <mote/bus.h>\n", "libs/low must not include <mote/bus.h>"),
    ("libs/low/src/low.c", "#include <mote/plat.h>\n", "libs/low must not include <mote/plat.h>"),
    ("drivers/bus/src/bus.c", "#include <mote/low.h>\n", "drivers/bus must not include"),
    ("drivers/other/src/o.c", "#include <mote/bus.h>\n", "drivers/other must not include"),
    ("platforms/pc/src/start.c", "#include <mote/low.h>\n", "platforms/pc must not include"),
    ("apps/a/src/main.c", "#include <mote/bus.h>\n", "apps/a must not include <mote/bus.h>"),
    ("apps/a/src/main.c", "#include <mote/plat.h>\n", "apps/a must not include <mote/plat.h>"),
    ("apps/a/src/main.c", '#include "missing.h"\n', '"missing.h" does not exist'),
)


class TreeTest(unittest.TestCase):
    """The real tree."""

    def test_every_include_keeps_the_rules(self):
        tree = Tree(paths.ROOT)
        self.assertGreater(len(tree.files), 50)
        self.assertEqual(list(tree.violations()), [])

    def test_public_names_begin_with_mote(self):
        image = images.build("image", "tests")
        symbols = subprocess.run(["nm", "--defined-only", "--extern-only", str(image.debug)],
                                 stdout=subprocess.PIPE, text=True, check=True).stdout
        names = {line.split()[-1] for line in symbols.splitlines()}
        self.assertIn("mote_start", names)
        # The linker marks the bounds of lazy tables (mote/table.h).
        ours = ("mote_", "__start_mote_", "__stop_mote_")
        strange = {name for name in names if not name.startswith(ours)} - NAMES_OF_C
        self.assertEqual(sorted(strange), [])


class FixtureTest(unittest.TestCase):
    """A tree that is sound, then broken in one place at a time."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for name, content in SOUND.items():
            self.add(name, content)

    def add(self, name, content):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(content)

    def test_the_sound_tree_is_found_sound(self):
        self.assertEqual(list(Tree(self.root).violations()), [])

    def test_each_breach_is_found_with_file_and_line(self):
        for name, content, expected in BROKEN:
            with self.subTest(content.strip(), file=name):
                self.setUp()
                self.add(name, content)
                found = list(Tree(self.root).violations())
                self.assertEqual(len(found), 1, found)
                self.assertIn(expected, found[0])
                self.assertRegex(found[0], rf"^{name}:\d+: ")


if __name__ == "__main__":
    unittest.main()
