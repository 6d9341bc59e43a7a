# SPDX-License-Identifier: BSD-3-Clause
"""make reproduce: the same bytes under other circumstances, and a finger on what makes them differ."""

import json
import os
import re
import shutil
import unittest

from tree import TreeTest

LANE = "test"
KCONFIG = "config APP_SVC\n\tbool \"svc\"\n\thelp\n\t  A test.\n"
MESON = "mote.add(when: 'CONFIG_APP_SVC', if_true: files('src/main.c'))\n"
SOURCE = """\
#include <mote/format.h>

int main(void)
{{
	mote_print("%s\\n", {0});
	return 0;
}}
"""


class ReproduceTest(TreeTest):
    """Each run builds three times."""

    def setUp(self):
        self.tree.base.chmod(0o755)  # For the other user.

    def reproduce(self, name, status=0):
        """Runs it and returns what it reports; what it left for a person to look at is removed."""
        result = self.tree.run("make", "-s", "reproduce", f"NAME={name}", "JSON=1",
                               TMPDIR=str(self.tree.base))
        self.assertEqual(result.status == 0, status == 0, result.output)
        report = json.loads(result.output[result.output.index("{\n"): result.output.rindex("}") + 1])
        left = list(self.tree.base.glob("mote-reproduce-*"))
        self.assertEqual(len(left), 0 if status == 0 else 1)
        for folder in left:
            shutil.rmtree(folder)
        return report

    def write_application(self, expression):
        self.tree.write("../svc/Kconfig", KCONFIG)
        self.tree.write("../svc/meson.build", MESON)
        self.tree.write("../svc/src/main.c", SOURCE.format(expression))

    def test_hello(self):
        self.make("hello_defconfig")
        report = self.reproduce("hello")
        self.assertTrue(report["same"])
        self.assertEqual(len(report["files"]), 9)
        first, second = report["circumstances"]
        alike = {key for key in first if first[key] == second[key]}
        self.assertLessEqual(alike, {"user", "processors"})
        if os.getuid() == 0:
            self.assertNotEqual(first["user"], second["user"])

    def test_sources_from_outside(self):
        self.write_application("__FILE__")
        self.tree.write("../parts/libs/part/Kconfig",
                        "config LIB_PART\n\tbool \"part\"\n\tdefault y\n\thelp\n\t  A test.\n")
        self.tree.write("../parts/libs/part/meson.build",
                        "mote.add(when: 'CONFIG_LIB_PART', if_true: files('part.c'))\n")
        self.tree.write("../parts/libs/part/part.c",
                        "const char part[] __attribute__((used, section(\".rodata.part\"))) = __FILE__;\n")
        self.make("APP=../svc", "EXTERNAL=../parts", "NAME=outside")
        self.assertTrue(self.reproduce("outside")["same"])
        manifest = json.loads(self.tree.built("outside", "manifest.json").read_text())
        self.assertIn("external/app/svc", manifest["parts"])
        self.assertIn("external/tree/parts/libs/part", manifest["parts"])

    def test_what_differs_is_found(self):
        self.write_application("__TIMESTAMP__")
        self.make("APP=../svc")
        report = self.reproduce("svc", status=1)
        self.assertFalse(report["same"])
        text = "\n".join(report["differences"])
        self.assertIn("the first section that differs is .", text)
        self.assertIn("svc/src/main.c", text)
        self.assertRegex(text, "only the second has the text “.*Sep .* 2001”")
        result = self.tree.run("make", "reproduce", "NAME=svc", TMPDIR=str(self.tree.base))
        self.assertIn("not reproduced", result.output)
        self.assertIn("the copies are kept in", result.output)


class ManifestTest(TreeTest):
    """What is said of an image tells nothing of who built it, and all that decides about it."""

    def test_contents(self):
        self.make("hello_defconfig", "NAME=some-name")
        self.make("NAME=some-name")
        text = self.tree.built("some-name", "manifest.json").read_text()
        for unwanted in (str(self.tree.base), os.path.expanduser("~"), "some-name"):
            self.assertNotIn(unwanted, text)
        # As a word: the name of a machine may be so short that hashes hold it.
        self.assertNotIn(os.uname().nodename, re.findall(r"[\w.-]+", text))
        manifest = json.loads(text)
        hashes = self.tree.hashes("some-name")
        self.assertEqual(manifest["image"]["sha256"], hashes["elf"])
        self.assertEqual(manifest["debug"]["sha256"], hashes["debug"])
        self.assertIn("CONFIG_APP_HELLO=y", manifest["configuration"])
        self.assertEqual(set(manifest["toolchain"]), {"compiler", "assembler", "linker"})
        self.assertLessEqual({"build", "core", "apps/hello", "platforms/pvh"}, set(manifest["parts"]))

    def test_an_image_from_a_manifest(self):
        self.make("randconfig", "SEED=3", "NAME=theirs")
        self.make("NAME=theirs")
        manifest = json.loads(self.tree.built("theirs", "manifest.json").read_text())
        self.tree.write("build/ours/.config", "\n".join(manifest["configuration"]) + "\n")
        self.make("NAME=ours")
        self.assertEqual(self.tree.hashes("theirs"), self.tree.hashes("ours"))

    def test_a_changed_part_changes_its_hash_alone(self):
        self.make("hello_defconfig")
        self.make()
        before = json.loads(self.tree.built("hello", "manifest.json").read_text())
        with open(self.tree.root / "core/src/print.c", "a", encoding="utf-8") as file:
            file.write("/* Changes no code. */\n")
        self.make()
        after = json.loads(self.tree.built("hello", "manifest.json").read_text())
        changed = {part for part in before["parts"] if before["parts"][part] != after["parts"][part]}
        self.assertEqual(changed, {"core"})
        self.assertEqual(before["image"], after["image"])
        self.assertNotEqual(before["fingerprint"], after["fingerprint"])

    def test_no_path_in_the_symbols(self):
        self.make("hello_defconfig", "NAME=some-name")
        self.make("NAME=some-name")
        data = self.tree.built("some-name", "debug").read_bytes()
        for unwanted in (str(self.tree.base), "some-name", "/usr/"):
            self.assertNotIn(unwanted.encode(), data)


if __name__ == "__main__":
    unittest.main()
