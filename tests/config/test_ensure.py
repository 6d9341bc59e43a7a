# SPDX-License-Identifier: BSD-3-Clause
"""What every build calls first: it makes what is missing, and does nothing when nothing changed."""

import os
import resource
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from kconfig_tree import NET, SAVED, TreeTest  # noqa: E402


class EnsureTest(TreeTest):
    """ensure."""

    def state(self):
        """Every file in build/ with its time: what `nothing was done` means."""
        files = sorted((self.root / "build").rglob("*"))
        return {str(path): path.stat().st_mtime_ns for path in files}

    def imports_kconfiglib(self, *arguments):
        """Whether a run of the tools loads kconfiglib, which takes most of the time."""
        process = subprocess.run(
            [sys.executable, "-X", "importtime", "scripts/config.py", "ensure", *arguments],
            cwd=self.root, stderr=subprocess.PIPE, universal_newlines=True, check=True,
        )
        return "kconfiglib" in process.stderr

    def test_fresh_clone_gets_hello(self):
        self.succeeds("ensure")
        self.assertIn("CONFIG_APP_HELLO=y\n", self.read("build/hello/.config"))
        self.assertEqual(self.read("build/current"), "hello\n")

    def test_nothing_to_do(self):
        self.assertTrue(self.imports_kconfiglib())
        before = self.state()
        self.assertFalse(self.imports_kconfiglib())
        self.assertEqual(self.state(), before)

    @staticmethod
    def cpu_seconds():
        """What the processes started so far have used; unlike time, other load hardly changes it."""
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    def test_nothing_to_do_is_quick(self):
        self.process("ensure")
        took = []
        for _ in range(5):
            before = self.cpu_seconds()
            self.process("ensure")
            took.append(self.cpu_seconds() - before)
        self.assertLess(min(took), 0.150)

    def test_every_change_is_noticed(self):
        changes = {
            "a Kconfig": lambda: self.write("libs/net/Kconfig", NET + "\n"),
            ".config": lambda: self.write("build/hello/.config", "CONFIG_SIZE=12\n"),
            "no .config": (self.root / "build/hello/.config").unlink,
            "an added module": lambda: self.write(
                "libs/new/Kconfig", 'config LIB_NEW\n\tbool "n"\n'),
            "a removed module": (self.root / "libs/new/Kconfig").unlink,
            "a deeper module": lambda: self.write(
                "drivers/x/y/Kconfig", 'config DRIVER_X_Y\n\tbool "n"\n'),
            "renamed symbols": lambda: self.write("core/Kconfig.renamed", "A SIZE\n"),
            "a lost header": lambda: (self.root / "build/hello/include/config/SIZE.h").unlink(),
            "the tools": lambda: self.write(
                "scripts/motelib/kconfig/headers.py",
                self.read("scripts/motelib/kconfig/headers.py") + "\n"),
            "a damaged stamp": lambda: self.write("build/hello/config.stamp", "{"),
        }
        self.succeeds("ensure")
        for what, change in changes.items():
            with self.subTest(what):
                change()
                self.assertTrue(self.imports_kconfiglib())
                self.assertFalse(self.imports_kconfiglib())

    def test_module_comes_and_goes(self):
        self.succeeds("ensure")
        self.write("libs/new/Kconfig", 'config LIB_NEW\n\tbool "New"\n\tdefault y\n')
        self.succeeds("ensure")
        self.assertIn("CONFIG_LIB_NEW=y\n", self.read("build/hello/.config"))
        self.assertEqual(self.header("LIB_NEW"), "#define CONFIG_LIB_NEW 1\n")
        self.succeeds("set", "LIB_NEW=n")
        (self.root / "libs/new/Kconfig").unlink()
        self.assertIn("LIB_NEW is gone", self.succeeds("ensure").errors)
        self.assertFalse((self.root / "build/hello/include/config/LIB_NEW.h").exists())

    def test_unknown_name(self):
        errors = self.fails("ensure", "--name", "helo")
        self.assertIn("there is no configuration 'helo'. Did you mean hello?", errors)
        self.assertIn("The saved ones are: hello.", errors)
        self.assertIn("make NAME=helo menuconfig", errors)
        self.assertFalse((self.root / "build/current").exists())

    def test_impossible_names(self):
        for name in ("host", "parts", "current", "../x", "a b", "-x", ".hidden"):
            with self.subTest(name):
                errors = self.fails("ensure", f"--name={name}", status=2)
                self.assertIn(f"'{name}' can't be the name", errors)

    def test_named_becomes_current_unless_told_not_to(self):
        self.write("configs/web_defconfig", SAVED)
        self.succeeds("ensure", "--name", "web", "--keep-current")
        self.assertEqual(self.succeeds("name").output, "hello\n")
        self.succeeds("ensure", "--name", "web")
        self.assertEqual(self.succeeds("name").output, "web\n")

    def test_no_temporary_files_stay(self):
        self.succeeds("ensure")
        self.succeeds("savedefconfig")
        names = [path.name for path in (self.root / "build").rglob("*")]
        self.assertEqual([n for n in names if n.endswith((".tmp", ".new"))], [])


class HeadersTest(TreeTest):
    """<config/SYMBOL.h>."""

    def test_each_type(self):
        expected = {
            "COLOUR": "1", "LIB_TLS": "0", "SIZE": "10", "OFFSET": "(-3)", "PORT": "0x3f8",
            "GREETING": '"hello"', "HIDDEN": "2", "LEVEL_LOW": "1", "LEVEL_HIGH": "0",
        }
        self.succeeds("ensure")
        for symbol, value in expected.items():
            self.assertEqual(self.header(symbol), f"#define CONFIG_{symbol} {value}\n")

    def test_invisible_symbols_have_a_value(self):
        self.succeeds("set", "COLOUR=n")
        self.assertEqual(self.header("SHADE"), "#define CONFIG_SHADE 0\n")
        self.assertEqual(self.header("LIB_NET"), "#define CONFIG_LIB_NET 0\n")

    def test_numbers_mean_the_same_in_c(self):
        self.succeeds("set", "SIZE=010", "PORT=0F")
        self.assertEqual(self.header("SIZE"), "#define CONFIG_SIZE 10\n")
        self.assertEqual(self.header("PORT"), "#define CONFIG_PORT 0xf\n")

    def test_strings_are_escaped(self):
        self.succeeds("set", 'GREETING=a"b\\c')
        self.assertEqual(self.header("GREETING"), '#define CONFIG_GREETING "a\\"b\\\\c"\n')
        self.assertIn('CONFIG_GREETING="a\\"b\\\\c"\n', self.read("build/hello/.config"))

    def test_only_what_changed_is_written(self):
        self.succeeds("ensure")
        folder = self.root / "build/hello/include/config"
        before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
        self.succeeds("set", "SIZE=11")
        changed = {p.name for p in folder.iterdir() if p.stat().st_mtime_ns != before[p.name]}
        self.assertEqual(changed, {"SIZE.h"})

    def test_compiler_takes_them(self):
        self.succeeds("set", 'GREETING=a"b\\c')
        folder = self.root / "build/hello/include/config"
        source = "".join(f'#include "{p}"\n' for p in sorted(folder.iterdir()))
        source += "#if !CONFIG_COLOUR || CONFIG_LIB_TLS || CONFIG_OFFSET != -3\n#error\n#endif\n"
        source += 'static const char greeting[] = CONFIG_GREETING "";\n'
        source += '_Static_assert(sizeof(greeting) == 6, "a, quote, b, backslash, c, end");\n'
        command = ["gcc", "-x", "c", "-fsyntax-only", "-Wundef", "-Werror", "-"]
        subprocess.run(command, input=source, universal_newlines=True, check=True,
                       env={**os.environ, "LC_ALL": "C"})


if __name__ == "__main__":
    unittest.main()
