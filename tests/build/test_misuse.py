# SPDX-License-Identifier: BSD-3-Clause
"""What build verbs say when they are misused, or a tool is missing."""

import fcntl
import os
import shutil
import unittest

from tree import TreeTest

LANE = "check"
TOOLS = ("sh", "bash", "env", "make", "meson", "ninja", "gcc", "as", "ld", "gcc-ar", "ar", "strip",
         "python3", "git", "id")
PACKAGES = {"meson": "meson", "ninja": "ninja-build", "gcc": "gcc", "ld": "binutils", "as": "binutils"}


class MisuseTest(TreeTest):
    """Each mistake has its sentence."""

    def test_unknown_verb(self):
        output = self.make_fails("buidl")
        self.assertIn("buidl", output)
        self.assertIn("build", output.replace("buidl", ""))

    def test_name_that_is_none(self):
        for name in ("a/b", "..", "host", "-x", "x" * 65, "measure-x", "t-x"):
            with self.subTest(name):
                self.assertIn("can't be the name of a configuration", self.make_fails(f"NAME={name}"))

    def test_the_shell_runs_nothing_of_what_is_given(self):
        for evil in ("$(touch evil)", "`touch evil`", "a; touch evil", "a' ; touch evil; '",
                     'a" ; touch evil; "', "a\ntouch evil"):
            doubled = evil.replace("$", "$$")
            for words in (["randconfig", f"SEED={evil}"], ["set", f"SET={evil}"],
                          [f"{doubled}_defconfig"], [doubled], ["test-bare", f"RELEASE={evil}"]):
                with self.subTest(words):
                    self.make_fails(*words)
                    self.assertFalse((self.tree.root / "evil").exists())

    def test_what_to_type(self):
        self.assertIn('make set SET="LOG_INFO=y', self.make_fails("set"))
        self.assertIn("a quote that is not closed", self.make_fails("set", "SET=A='b"))
        self.assertIn("'x' is no seed", self.make_fails("randconfig", "SEED=x"))
        self.assertIn("no release of Debian", self.make_fails("test-bare", "RELEASE=../x"))

    def test_a_full_disk(self):
        result = self.tree.run("sh", "-c", "make list > /dev/full")
        self.assertIn("mote: could not go on: No space left on device; make room", result.output)
        self.assertNotIn("Traceback", result.output)
        self.assertNotIn("Exception", result.output)

    def test_clean_waits_for_a_build(self):
        self.make("tiny_defconfig")
        (self.tree.root / "build/.locks").mkdir(exist_ok=True)
        for verb in ("clean", "distclean"):
            with self.subTest(verb), open(self.tree.root / "build/.locks/tiny", "w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                cleaning = self.tree.start("make", verb)
                self.assertIn("waiting", cleaning.stdout.readline())
                self.assertTrue((self.tree.root / "build/tiny/.config").exists())
                fcntl.flock(lock, fcntl.LOCK_UN)
                output = cleaning.communicate()[0]
                self.assertEqual(cleaning.returncode, 0, output)
        self.assertFalse((self.tree.root / "build").exists())

    def test_unknown_name(self):
        output = self.make_fails("NAME=hallo")
        self.assertIn("there is no configuration 'hallo'", output)
        self.assertFalse((self.tree.root / "build/hallo").exists())

    def test_unknown_option_of_the_script(self):
        result = self.tree.run("scripts/build.py", "--nonsense")
        self.assertNotEqual(result.status, 0)
        self.assertIn("--nonsense is not an option", result.output)

    def test_unknown_name_to_reproduce(self):
        self.assertIn("there is no configuration 'hallo'", self.make_fails("reproduce", "NAME=hallo"))

    def test_missing_tool(self):
        for missing, package in PACKAGES.items():
            with self.subTest(missing):
                output = self.make_fails("NAME=hello", PATH=self.path_without(missing))
                self.assertRegex(output, rf"mote: .*\b{missing}\b")
                self.assertIn(f"apt-get install {package}", output)

    def path_without(self, missing):
        """A PATH of one folder that has what a build needs, but for one tool."""
        folder = self.tree.base / f"without {missing}"
        folder.mkdir()
        for tool in TOOLS:
            found = shutil.which(tool)
            if found and tool != missing:
                os.symlink(found, folder / tool)
        return str(folder)

    def test_compiler_for_another_machine(self):
        self.tree.write("../cc", "#!/bin/sh\necho riscv64-linux-gnu\n")
        (self.tree.base / "cc").chmod(0o755)
        output = self.make_fails("NAME=hello", CC=str(self.tree.base / "cc"))
        self.assertIn("looked for a C compiler for x86_64", output)


class ModuleTest(TreeTest):
    """Mistakes in an application outside the tree: each names the file as it really lies."""

    def setUp(self):
        self.folder = self.tree.base / "svc"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.tree.write("../svc/Kconfig", "config APP_SVC\n\tbool \"svc\"\n\thelp\n\t  A test.\n")
        self.tree.write("../svc/meson.build",
                        "mote.add(when: 'CONFIG_APP_SVC', if_true: files('src/main.c'))\n")
        self.tree.write("../svc/src/main.c", "int main(void)\n{\n\treturn 0;\n}\n")

    def says(self, *sentences):
        """Builds it, and looks for what must be said."""
        output = self.make_fails("APP=../svc")
        for sentence in sentences:
            self.assertIn(sentence, output)
        self.assertLess(len(output.splitlines()), 12, output)

    def test_no_meson_build(self):
        (self.folder / "meson.build").unlink()
        self.says(f"{self.folder} has a Kconfig and no meson.build", "CONFIG_APP_SVC")

    def test_misspelt_symbol(self):
        self.tree.write("../svc/meson.build", "mote.add(when: 'CONFIG_APP_SCV', if_true: files())\n")
        self.says(f"{self.folder}/meson.build:1: there is no symbol APP_SCV")

    def test_missing_source(self):
        (self.folder / "src/main.c").unlink()
        # Which column, Meson's releases see differently.
        self.says(f"{self.folder}/meson.build:1:", "ERROR: File src/main.c does not exist")

    def test_mistake_in_meson_build(self):
        self.tree.write("../svc/meson.build", "mote.add(when\n")
        self.says(f"{self.folder}/meson.build:1")

    def test_mistake_in_c(self):
        self.tree.write("../svc/src/main.c", "int main(void)\n{\n\treturn nothing;\n}\n")
        self.says(f"{self.folder}/src/main.c:3:", "undeclared")

    def test_undefined_function(self):
        self.tree.write("../svc/src/main.c", "int f(void);\nint main(void)\n{\n\treturn f();\n}\n")
        self.says(f"{self.folder}/src/main.c:4:", "undefined reference")

    def test_mended(self):
        self.test_mistake_in_meson_build()
        self.setUp()
        self.make("APP=../svc")


if __name__ == "__main__":
    unittest.main()
