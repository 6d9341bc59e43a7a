# SPDX-License-Identifier: BSD-3-Clause
"""APP= and EXTERNAL=: sources outside the tree are found, remembered, linked and checked."""

import json
import os
import shutil
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from kconfig_tree import APP, TreeTest  # noqa: E402

LIB = 'config LIB_{0}\n\tbool "{0}"\n'


class ExternalTest(TreeTest):
    """Beside the tree lie an application, ../My-svc, and two trees of the same folder name."""

    def setUp(self):
        super().setUp()
        self.write("../My-svc/Kconfig", APP.format("MY_SVC"))
        self.write("../one/parts/libs/foo/Kconfig", LIB.format("FOO"))
        self.write("../two/parts/libs/bar/Kconfig", LIB.format("BAR"))

    def links(self, name):
        """The links that a configuration has, and where they lead."""
        folder = self.root / "external" / name
        return {str(link.relative_to(folder)): os.readlink(link)
                for link in sorted(folder.glob("*/*"))}

    def test_application(self):
        self.assertEqual(self.succeeds("name", "--app", "../My-svc").output, "my-svc\n")
        self.succeeds("ensure", "--app", "../My-svc/")
        self.assertIn("CONFIG_APP_MY_SVC=y\n", self.read("build/my-svc/.config"))
        self.assertEqual(self.links("my-svc"), {"app/My-svc": str(self.base / "My-svc")})
        sources = json.loads(self.read("build/my-svc/sources.json"))
        self.assertEqual(sources, {"app": str(self.base / "My-svc"), "external": []})
        self.assertEqual(self.read("build/current"), "my-svc\n")

    def test_application_is_remembered(self):
        self.succeeds("ensure", "--app", "../My-svc")
        self.succeeds("olddefconfig")
        self.assertIn("CONFIG_APP_MY_SVC=y\n", self.read("build/my-svc/.config"))

    def test_applications_defconfig(self):
        self.write("../My-svc/defconfig", "# Mine.\nCONFIG_SIZE=55\n")
        self.succeeds("ensure", "--app", "../My-svc")
        text = self.read("build/my-svc/.config")
        self.assertIn("CONFIG_APP_MY_SVC=y\n", text)
        self.assertIn("CONFIG_SIZE=55\n", text)

    def test_saved_beside_the_application(self):
        self.succeeds("ensure", "--app", "../My-svc")
        self.succeeds("set", "SIZE=56")
        self.succeeds("savedefconfig")
        self.assertIn("CONFIG_SIZE=56\n", self.read("../My-svc/defconfig"))
        self.assertFalse((self.root / "configs/my-svc_defconfig").exists())

    def test_given_to_an_existing_configuration_it_is_chosen(self):
        self.succeeds("set", "SIZE=57")
        self.succeeds("ensure", "--name", "hello", "--app", "../My-svc")
        text = self.read("build/hello/.config")
        self.assertIn("CONFIG_APP_MY_SVC=y\n", text)
        self.assertIn("CONFIG_SIZE=57\n", text)

    def test_deselected_it_stays_so(self):
        self.succeeds("ensure", "--app", "../My-svc")
        self.succeeds("set", "APP_HELLO=y")
        self.succeeds("ensure", "--app", "../My-svc")
        self.assertIn("CONFIG_APP_HELLO=y\n", self.read("build/my-svc/.config"))

    def test_trees_of_one_name(self):
        self.succeeds("ensure", "--external", "../one/parts:../two/parts")
        self.assertEqual(
            self.links("hello"),
            {
                "tree/parts": str(self.base / "one/parts"),
                "tree/parts-2": str(self.base / "two/parts"),
            },
        )
        self.succeeds("set", "LIB_FOO=y", "LIB_BAR=y")
        self.assertIn("no symbol LIB_FOO", self.fails("ensure", "--external", "../two/parts"))
        self.succeeds("set", "LIB_FOO=n")
        result = self.succeeds("ensure", "--external", "../two/parts")
        self.assertIn("LIB_FOO is gone", result.errors)
        self.assertEqual(self.links("hello"), {"tree/parts": str(self.base / "two/parts")})

    def test_configurations_in_a_tree(self):
        self.write("../one/parts/configs/foo_defconfig", "# A foo.\nCONFIG_LIB_FOO=y\n")
        self.succeeds("defconfig", "foo", "--external", "../one/parts")
        self.assertIn("CONFIG_LIB_FOO=y\n", self.read("build/foo/.config"))
        self.assertIn("*  foo    A foo.", self.succeeds("list").output)

    def test_files_are_named_by_their_place_under_external(self):
        self.succeeds("ensure", "--external", "../one/parts")
        expected = ["external/hello/tree/parts/libs/foo/Kconfig:1"]
        self.assertEqual(self.why("LIB_FOO")["defined"], expected)

    def test_what_is_no_module_folder(self):
        (self.base / "empty").mkdir()
        self.write("../plain-file", "")
        self.write("../wrong/Kconfig", APP.format("RIGHT"))
        self.write("../has space/Kconfig", APP.format("HAS_SPACE"))
        self.write("../hello/Kconfig", APP.format("HELLO"))
        expected = {
            ("--app", "../nowhere"): "there is no folder",
            ("--app", "../plain-file"): "is not a folder",
            ("--app", "../empty"): "has no Kconfig. An application's folder holds a Kconfig",
            ("--app", "../wrong"): "does not define APP_WRONG",
            ("--app", "../has space"): "'has space' can't become a symbol",
            ("--app", "apps/other"): "lies in the tree",
            ("--app", "../hello", "--name", "x"): "has an application apps/hello already",
            ("--external", "../nowhere"): "there is no folder",
            ("--external", "../empty"): "has no module with a Kconfig. A tree has folders",
            ("--external", "."): "is this tree itself",
        }
        for arguments, sentence in expected.items():
            with self.subTest(arguments):
                self.assertIn(sentence, self.fails("ensure", *arguments))
        self.assertEqual(list((self.root / "build").glob("*/sources.json")), [])

    def test_name_of_a_saved_configuration(self):
        self.write("configs/my-svc_defconfig", "# Another.\n")
        self.assertIn("Give NAME= as well", self.fails("ensure", "--app", "../My-svc"))

    def test_vanished(self):
        self.succeeds("ensure", "--app", "../My-svc")
        shutil.move(self.base / "My-svc", self.base / "moved")
        errors = self.fails("ensure")
        self.assertIn(f"uses {self.base}/My-svc, which is no longer there", errors)
        self.assertIn("make NAME=my-svc APP=...", errors)

    def test_bad_sources_are_not_remembered(self):
        self.succeeds("ensure")
        self.write("../one/parts/libs/foo/Kconfig", "config LIB_FOO\n\tboool\n")
        errors = self.fails("ensure", "--external", "../one/parts")
        self.assertIn("external/hello/tree/parts/libs/foo/Kconfig:2", errors)
        self.succeeds("ensure")
        self.assertEqual(self.links("hello"), {})

    def test_module_that_the_tree_has_too(self):
        self.write("../one/parts/libs/net/Kconfig", LIB.format("NET"))
        errors = self.fails("ensure", "--external", "../one/parts")
        self.assertIn("LIB_NET is also defined at libs/net/Kconfig:1", errors)

    def test_added_module_in_an_external_tree(self):
        self.succeeds("ensure", "--external", "../one/parts")
        self.write("../one/parts/libs/new/Kconfig", LIB.format("NEW"))
        self.succeeds("ensure")
        self.assertEqual(self.header("LIB_NEW"), "#define CONFIG_LIB_NEW 0\n")

    def test_damaged_record(self):
        self.write("build/hello/sources.json", "{")
        self.assertIn("sources.json is damaged", self.fails("ensure"))


if __name__ == "__main__":
    unittest.main()
