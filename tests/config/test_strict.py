# SPDX-License-Identifier: BSD-3-Clause
"""Every mistake in a configuration file is found, all at once, and explained with file and line."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from kconfig_tree import SAVED, TreeTest  # noqa: E402


class DefconfigTest(TreeTest):
    """Mistakes in saved configurations."""

    def mistakes(self, *lines):
        """What `make bad_defconfig` says of a file with these lines, which must be refused."""
        self.write("configs/bad_defconfig", SAVED + "\n".join(lines) + "\n")
        errors = self.fails("defconfig", "bad")
        self.assertFalse((self.root / "build/bad/.config").exists())
        return errors

    def accepts(self, *lines):
        """The .config that these lines make."""
        self.write("configs/good_defconfig", "\n".join(lines) + "\n")
        self.succeeds("defconfig", "good")
        return self.read("build/good/.config")

    def test_unknown_symbol_has_the_closest_name(self):
        errors = self.mistakes("CONFIG_GREETNIG=\"a\"")
        self.assertIn("configs/bad_defconfig:3: there is no symbol GREETNIG", errors)
        self.assertIn("Did you mean GREETING?", errors)

    def test_unknown_symbol_that_is_not_set(self):
        errors = self.mistakes("# CONFIG_NIX is not set")
        self.assertIn("bad_defconfig:3: there is no symbol NIX", errors)

    def test_malformed_lines(self):
        for line in ("LIB_TLS=y", "CONFIG_LIB_TLS", "CONFIG_LIB_TLS = y", "gibberish"):
            with self.subTest(line):
                self.assertIn(f"bad_defconfig:3: '{line}' is malformed", self.mistakes(line))

    def test_values_of_the_wrong_type(self):
        wrong = {
            "CONFIG_COLOUR=maybe": "y or n",
            "CONFIG_COLOUR=yes": "y or n",
            "CONFIG_COLOUR=m": "y or n",
            "CONFIG_COLOUR=": "y or n",
            "CONFIG_SIZE=0x10": "decimal",
            "CONFIG_SIZE=1_0": "decimal",
            "CONFIG_SIZE=": "decimal",
            "# CONFIG_SIZE is not set": "decimal",
            "CONFIG_PORT=-1": "hexadecimal",
            "CONFIG_PORT=xyz": "hexadecimal",
            "CONFIG_GREETING=bare": "double quotes",
            'CONFIG_GREETING="a" b': "double quotes",
            'CONFIG_GREETING="a\\"': "double quotes",
        }
        for line, rule in wrong.items():
            with self.subTest(line):
                errors = self.mistakes(line)
                self.assertIn(f"bad_defconfig:3: '{line}' is no value for", errors)
                self.assertIn(rule, errors)

    def test_out_of_range(self):
        for value in ("0", "101", "-5"):
            with self.subTest(value):
                errors = self.mistakes(f"CONFIG_SIZE={value}")
                self.assertIn(f"bad_defconfig:3: 'CONFIG_SIZE={value}' has no effect", errors)
                self.assertIn("must be from 1 to 100 (core/Kconfig:1)", errors)

    def test_the_ends_of_a_range_are_in_it(self):
        self.assertIn("CONFIG_SIZE=1\n", self.accepts("CONFIG_SIZE=1"))
        self.assertIn("CONFIG_SIZE=100\n", self.accepts("CONFIG_SIZE=100"))

    def test_each_unmet_dependency_is_named_with_its_value(self):
        errors = self.mistakes("CONFIG_LIB_NET=y")
        self.assertIn("bad_defconfig:3: 'CONFIG_LIB_NET=y' has no effect; LIB_NET is n:", errors)
        self.assertEqual(
            [line.strip() for line in errors.splitlines() if line.startswith("    ")],
            [
                "needs DRIVER_BUS_A, which is n (drivers/bus/a/Kconfig:1)",
                "needs either DRIVER_BUS_B, which is n (drivers/bus/b/Kconfig:1), "
                "or LEVEL_HIGH, which is n (core/Kconfig:39)",
                "needs SIZE >= 20, where SIZE is 10",
                "needs COLOUR to be n, which is y (core/Kconfig:18)",
            ],
        )

    def test_only_what_is_unmet_is_named(self):
        errors = self.mistakes(
            "CONFIG_LIB_NET=y", "CONFIG_DRIVER_BUS_A=y", "CONFIG_LEVEL_HIGH=y", "CONFIG_SIZE=20"
        )
        self.assertEqual(errors.count("needs "), 1, errors)
        self.assertIn("needs COLOUR to be n", errors)

    def test_met_dependencies_are_accepted(self):
        text = self.accepts(
            "CONFIG_LIB_NET=y", "CONFIG_DRIVER_BUS_A=y", "CONFIG_LEVEL_HIGH=y", "CONFIG_SIZE=20",
            "# CONFIG_COLOUR is not set",
        )
        self.assertIn("CONFIG_LIB_NET=y\n", text)

    def test_select_over_an_explicit_n(self):
        errors = self.mistakes("# CONFIG_LIB_RANDOM is not set", "CONFIG_LIB_TLS=y")
        self.assertIn("bad_defconfig:3: '# CONFIG_LIB_RANDOM is not set' has no effect", errors)
        self.assertIn("selected by LIB_TLS (libs/net/Kconfig:5)", errors)

    def test_imply_gives_way_to_an_explicit_n(self):
        text = self.accepts("CONFIG_LIB_TLS=y", "# CONFIG_LIB_LOG is not set")
        self.assertIn("# CONFIG_LIB_LOG is not set\n", text)

    def test_symbol_without_a_prompt(self):
        errors = self.mistakes("CONFIG_HIDDEN=7")
        self.assertIn("has no prompt, so it can't be set", errors)
        self.assertIn("'default 2 if COLOUR' at core/Kconfig:27", errors)

    def test_two_members_of_a_choice(self):
        errors = self.mistakes("CONFIG_LEVEL_LOW=y", "CONFIG_LEVEL_HIGH=y")
        self.assertIn("bad_defconfig:4: 'CONFIG_LEVEL_HIGH=y' contradicts", errors)
        self.assertIn("bad_defconfig:3, 'CONFIG_LEVEL_LOW=y'; the choice \"Level\" has one", errors)

    def test_choice_without_a_member(self):
        errors = self.mistakes("# CONFIG_LEVEL_LOW is not set")
        self.assertIn('the choice "Level" must have one', errors)

    def test_contradiction_in_one_file(self):
        errors = self.mistakes("CONFIG_SIZE=5", "CONFIG_SIZE=6")
        self.assertIn("bad_defconfig:4: 'CONFIG_SIZE=6' contradicts configs/", errors)

    def test_repetition_is_no_contradiction(self):
        self.assertIn("CONFIG_SIZE=5\n", self.accepts("CONFIG_SIZE=5", "CONFIG_SIZE=5"))
        self.accepts("CONFIG_PORT=0x10", "CONFIG_PORT=10")

    def test_all_mistakes_at_once_in_the_order_of_lines(self):
        errors = self.mistakes("CONFIG_LIB_NET=y", "CONFIG_NIX=y", "CONFIG_SIZE=0", "oops")
        self.assertIn("has 4 mistakes", errors)
        found = [line.split(":")[1] for line in errors.splitlines() if line.startswith("configs/")]
        self.assertEqual(found, ["3", "4", "5", "6"])

    def test_comments_and_blank_lines(self):
        self.accepts("", "# A remark", "#CONFIG_NIX=y", "CONFIG_SIZE=7   ")

    def test_not_a_text_file(self):
        (self.root / "configs/bad_defconfig").write_bytes(b"\xff\xfe\x00")
        self.assertIn("configs/bad_defconfig can't be read", self.fails("defconfig", "bad"))


class DotconfigTest(TreeTest):
    """A .config states every value, so what follows from an edit is not a mistake."""

    def setUp(self):
        super().setUp()
        self.succeeds("ensure")

    def edit(self, old, new):
        """Changes a line of the .config by hand."""
        text = self.read("build/hello/.config")
        self.assertIn(old, text)
        self.write("build/hello/.config", text.replace(old, new))

    def test_edited_value_counts(self):
        self.edit("CONFIG_SIZE=10", "CONFIG_SIZE=11")
        self.succeeds("ensure")
        self.assertEqual(self.header("SIZE"), "#define CONFIG_SIZE 11\n")

    def test_switching_off_takes_along_what_depends(self):
        self.edit("CONFIG_COLOUR=y", "# CONFIG_COLOUR is not set")
        self.succeeds("ensure")
        text = self.read("build/hello/.config")
        self.assertNotIn("SHADE", text)
        self.assertIn("CONFIG_HIDDEN=1\n", text)

    def test_what_was_asked_for_does_not_vanish_quietly(self):
        self.edit("CONFIG_SHADE=5", "CONFIG_SHADE=6")
        self.edit("CONFIG_COLOUR=y", "# CONFIG_COLOUR is not set")
        errors = self.fails("ensure")
        self.assertIn("'CONFIG_SHADE=6' has no effect", errors)
        self.assertIn("needs COLOUR, which is n", errors)

    def test_mistakes_are_errors_for_every_verb_that_uses_it(self):
        self.edit("CONFIG_SIZE=10", "CONFIG_SIZE=1000\nCONFIG_NIX=y")
        for verb in (["ensure"], ["olddefconfig"], ["savedefconfig"], ["set", "LIB_TLS=y"]):
            with self.subTest(verb):
                errors = self.fails(*verb)
                self.assertIn("build/hello/.config:", errors)
                self.assertIn("must be from 1 to 100", errors)
                self.assertIn("there is no symbol NIX", errors)

    def test_failing_again_is_not_forgotten(self):
        self.edit("CONFIG_SIZE=10", "CONFIG_SIZE=1000")
        self.fails("ensure")
        self.fails("ensure")

    def test_select_over_n(self):
        self.edit("# CONFIG_LIB_TLS is not set", "CONFIG_LIB_TLS=y")
        self.assertIn("selected by LIB_TLS", self.fails("ensure"))

    def test_missing_line_gets_its_default(self):
        self.edit("CONFIG_SIZE=10\n", "")
        self.succeeds("ensure")
        self.assertIn("CONFIG_SIZE=10\n", self.read("build/hello/.config"))


class RenamedTest(TreeTest):
    """Kconfig.renamed migrates symbols with a notice."""

    def test_migration(self):
        self.write("core/Kconfig.renamed", "# Shorter.\nBIGNESS LARGENESS\nLARGENESS SIZE\n")
        self.write("configs/old_defconfig", "CONFIG_BIGNESS=33\n")
        result = self.succeeds("defconfig", "old")
        self.assertIn("configs/old_defconfig:1: BIGNESS is called SIZE now", result.errors)
        self.assertIn("CONFIG_SIZE=33\n", self.read("build/old/.config"))

    def test_migration_of_a_dotconfig(self):
        self.succeeds("set", "SHADE=44")
        text = self.read("core/Kconfig")
        self.write("core/Kconfig", text.replace("SHADE", "TINT"))
        self.write("core/Kconfig.renamed", "SHADE TINT\n")
        self.assertIn("SHADE is called TINT now", self.succeeds("ensure").errors)
        self.assertIn("CONFIG_TINT=44\n", self.read("build/hello/.config"))
        self.assertEqual(self.succeeds("ensure").errors, "")

    def test_values_are_still_checked(self):
        self.write("core/Kconfig.renamed", "BIGNESS SIZE\n")
        self.write("configs/old_defconfig", "CONFIG_BIGNESS=330\n")
        self.assertIn("must be from 1 to 100", self.fails("defconfig", "old"))

    def test_malformed_file(self):
        self.write("core/Kconfig.renamed", "ONE\n")
        self.assertIn("core/Kconfig.renamed:1: 'ONE' is not a renamed symbol", self.fails("ensure"))

    def test_circle(self):
        self.write("core/Kconfig.renamed", "ONE TWO\nTWO ONE\n")
        self.assertIn("in a circle", self.fails("ensure"))


class KconfigTest(TreeTest):
    """Mistakes in the Kconfig files themselves."""

    def test_syntax(self):
        self.write("libs/bad/Kconfig", "config LIB_BAD\n\tboool \"x\"\n")
        self.assertIn("libs/bad/Kconfig:2", self.fails("ensure"))

    def test_undefined_dependency(self):
        self.write("libs/bad/Kconfig", 'config LIB_BAD\n\tbool "x"\n\tdepends on LIB_NTE\n')
        errors = self.fails("ensure")
        self.assertIn("libs/bad/Kconfig:1: LIB_NTE is used here, and no Kconfig file", errors)

    def test_foreign_environment_has_no_effect(self):
        self.write("../foreign", "CONFIG_SIZE=99\n")
        foreign = {"KCONFIG_ALLCONFIG": str(self.base / "foreign"), "CONFIG_": "OTHER_",
                   "KCONFIG_CONFIG": "elsewhere", "srctree": "/nowhere"}
        self.succeeds("allnoconfig", **foreign)
        self.assertIn("CONFIG_SIZE=10\n", self.read("build/hello/.config"))


if __name__ == "__main__":
    unittest.main()
