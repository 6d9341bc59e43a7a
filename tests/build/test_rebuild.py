# SPDX-License-Identifier: BSD-3-Clause
"""A build does what it must and no more, and notices what was added, removed or moved."""

import os
import time
import unittest

from tree import TreeTest

LANE = "test"

LIB_KCONFIG = """\
config LIB_{0}
	bool "{0}"
	default y
	help
	  A module of a test. Costs nothing.
"""
LIB_MESON = "mote.add(when: 'CONFIG_LIB_{0}', if_true: files('src/main.c'))\n"
LIB_SOURCE = """\
#include <mote/startup.h>

static int {0}_start(void)
{{
	return 0;
}}

MOTE_STARTUP(MOTE_STAGE_LIBRARIES, {0}, "starting {0}", {0}_start, NULL);
"""


class RebuildTest(TreeTest):
    """Objects are compared by the time at which they were made."""

    def setUp(self):
        self.make("hello_defconfig")
        self.make()

    def rebuilt(self, *arguments):
        """The objects that a build makes or makes again, and those that went away."""
        before = self.tree.objects("hello")
        self.make(*arguments)
        after = self.tree.objects("hello")
        return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}

    def test_nothing_to_do(self):
        ninja = self.tree.root / "build/hello/meson/build.ninja"
        before = ninja.stat().st_mtime_ns, self.tree.built("hello").stat().st_mtime_ns
        self.assertEqual(self.rebuilt(), set())
        after = ninja.stat().st_mtime_ns, self.tree.built("hello").stat().st_mtime_ns
        self.assertEqual(before, after)

    def users(self, *headers):
        """The objects whose sources include one of these headers."""
        return {name for name, files in self.tree.dependencies("hello").items()
                if any(file.endswith(header) for file in files for header in headers)}

    def test_a_changed_symbol_rebuilds_those_who_look_at_it(self):
        changed = [f"/config/{symbol}.h" for symbol in ("LOG_LEVEL", "LOG_WARNING", "LOG_ERROR")]
        expected = self.users(*changed)
        self.assertTrue(0 < len(expected) < len(self.tree.objects("hello")), expected)
        self.make("set", "SET=LOG_ERROR=y")
        self.assertEqual(self.rebuilt(), expected)

    def test_a_symbol_that_selects_files(self):
        expected = self.users("/config/ERROR_NAMES.h")
        self.make("set", "SET=ERROR_NAMES=n")
        rebuilt = self.rebuilt()
        self.assertTrue(any("error_number" in name for name in rebuilt), rebuilt)
        self.assertEqual({name for name in rebuilt if "error_n" not in name}, expected)

    def test_a_touched_source(self):
        os.utime(self.tree.root / "core/src/print.c")
        self.assertEqual(self.rebuilt(), self.users("core/src/print.c"))

    def test_a_touched_header(self):
        expected = self.users("/mote/acpi.h")
        self.assertTrue(expected)
        os.utime(self.tree.root / "drivers/acpi/include/mote/acpi.h")
        self.assertEqual(self.rebuilt(), expected)

    def test_a_touched_linker_script(self):
        self.assertEqual(self.rebuilt(), set())
        before = (self.tree.root / "build/hello/meson/image.debug").stat().st_mtime_ns
        for script in self.tree.root.glob("platforms/*/*.lds"):
            os.utime(script)
        self.assertEqual(self.rebuilt(), set())
        after = (self.tree.root / "build/hello/meson/image.debug").stat().st_mtime_ns
        self.assertNotEqual(before, after)

    def test_back_and_forth_gives_the_same_bytes(self):
        before = self.tree.hashes("hello")
        self.make("set", "SET=OPTIMIZE_SPEED=y")
        self.make()
        self.assertNotEqual(before["elf"], self.tree.hashes("hello")["elf"])
        self.make("set", "SET=OPTIMIZE_SIZE=y")
        self.make()
        self.assertEqual(before, self.tree.hashes("hello"))

    def write_module(self, folder, name):
        """A library module whose start-up step keeps it in the image."""
        self.tree.write(f"{folder}/Kconfig", LIB_KCONFIG.format(name.upper()))
        self.tree.write(f"{folder}/meson.build", LIB_MESON.format(name.upper()))
        self.tree.write(f"{folder}/src/main.c", LIB_SOURCE.format(name))

    def is_in_image(self, name):
        """Whether the module's start-up step is in the image."""
        return f"mote_startup_{name}".encode() in self.tree.built("hello", "debug").read_bytes()

    def test_an_added_module_is_noticed(self):
        self.write_module("libs/added", "added")
        self.make()
        self.assertTrue(self.is_in_image("added"))
        self.make("set", "SET=LIB_ADDED=n")
        self.make()
        self.assertFalse(self.is_in_image("added"))
        self.tree.run("rm", "-r", "libs/added")
        self.make()

    def test_a_module_added_outside_is_noticed(self):
        self.write_module("../parts/libs/first", "first")
        self.make("EXTERNAL=../parts")
        self.assertTrue(self.is_in_image("first"))
        self.write_module("../parts/libs/second", "second")
        self.make()
        self.assertTrue(self.is_in_image("second"))
        self.make("set", "SET=LIB_FIRST=n LIB_SECOND=n")
        self.tree.run("rm", "-r", "../parts/libs/second")
        self.make()
        self.assertFalse(self.is_in_image("first") or self.is_in_image("second"))

    def test_a_source_added_to_a_module(self):
        folder = self.tree.root / "apps/hello"
        meson = (folder / "meson.build").read_text()
        try:
            self.tree.write("apps/hello/src/more.c", "int main_more(void);\nint main_more(void)\n{\n\treturn 0;\n}\n")
            self.tree.write("apps/hello/meson.build", meson.replace("'src/main.c'", "'src/main.c', 'src/more.c'"))
            self.assertEqual({name.rsplit("_", 1)[-1] for name in self.rebuilt()}, {"more.c.o"})
        finally:
            self.tree.write("apps/hello/meson.build", meson)


class MovedTest(TreeTest):
    """A clone that is moved, and the times that a person waits."""

    def test_a_moved_clone_builds_on(self):
        begin = time.monotonic()
        self.make("hello_defconfig")
        self.make()
        clean = time.monotonic() - begin
        begin = time.monotonic()
        self.make()
        print(f"# clean build of hello {clean:.1f} s, with nothing to do {time.monotonic() - begin:.2f} s")
        before = self.tree.hashes("hello")
        moved = self.tree.base / "moved"
        self.tree.root.rename(moved)
        self.tree.root = moved
        (moved / "core/src/print.c").touch()
        self.make()
        self.assertEqual(before, self.tree.hashes("hello"))


if __name__ == "__main__":
    unittest.main()
