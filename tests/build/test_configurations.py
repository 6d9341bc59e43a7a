# SPDX-License-Identifier: BSD-3-Clause
"""The space of configurations: what is chosen is in the image, what isn't is not, and images boot.

Saved configurations, all off, all on and seeded random ones are built. For each option that selects
source files the functions of these files are looked for in every image.
"""

import re
import unittest
from dataclasses import dataclass
from typing import Dict, Set

from elftools.elf.elffile import ELFFile

from tree import TreeTest  # First: it makes motelib known.
from motelib import qemu

LANE = "test"
SEEDS = range(1, 11)
TIMEOUT = 20

ADD = re.compile(r"mote\.add\(\s*when:\s*(\[[^]]*\]|'[^']*'),(.*?)\)\s*\)", re.DOTALL)
BRANCH = re.compile(r"(if_true|if_false):\s*files\(([^)]*)")
WORD = re.compile(r"'([^']+)'")


@dataclass(frozen=True)
class Selection:
    """Source files of a module, and the symbols that select them: all y, or not all y."""

    symbols: tuple
    is_true: bool
    files: Set[str]

    def holds(self, values):
        """Whether a configuration's values select the files."""
        return all(values.get(symbol) == "y" for symbol in self.symbols) == self.is_true


def selections(root):
    """What the meson.build files of all modules select by the configuration."""
    found = []
    for path in sorted(root.glob("*/**/meson.build")):
        if path.relative_to(root).parts[0] in ("build", "tests", "external"):
            continue
        folder = path.parent.relative_to(root)
        text = re.sub(r"#.*", "", path.read_text())
        for condition, branches in ADD.findall(text):
            symbols = tuple(word[len("CONFIG_"):] for word in WORD.findall(condition))
            for branch, files in BRANCH.findall(branches + ")"):
                names = {str(folder / name) for name in WORD.findall(files)}
                found.append(Selection(symbols, branch == "if_true", names))
    return found


@dataclass
class Built:
    """What is known of one built configuration."""

    values: Dict[str, str]
    functions: Set[str]  # in the image
    defined: Dict[str, Set[str]]  # source file -> functions that its object defines


def functions_of(path):
    """The names of the global functions in an ELF file."""
    with open(path, "rb") as file:
        table = ELFFile(file).get_section_by_name(".symtab")
        return {
            symbol.name for symbol in table.iter_symbols()
            if symbol["st_info"]["type"] == "STT_FUNC" and symbol["st_shndx"] != "SHN_UNDEF"
            and symbol["st_info"]["bind"] == "STB_GLOBAL"
        }


class ConfigurationsTest(TreeTest):
    """Every kind of configuration."""

    def values(self, name):
        text = (self.tree.root / "build" / name / ".config").read_text()
        return dict(re.findall(r"^CONFIG_(\w+)=(.*)$", text, re.MULTILINE))

    def compiled(self, name):
        """Source file -> its object, for a built configuration."""
        meson = self.tree.root / "build" / name / "meson"
        files = {str(path): path for path in meson.glob("*.p/*.o")}
        return {re.sub(r"^.*\.p/", "", key): path for key, path in files.items()}

    def look_at(self, name):
        """Reads what was built."""
        objects = self.compiled(name)
        defined = {}
        for source in set().union(*(selection.files for selection in self.selections)):
            made = objects.get(source.replace("/", "_") + ".o")
            if made:
                defined[source] = functions_of(made)
        return Built(self.values(name), functions_of(self.tree.built(name, "debug")), defined)

    def boot(self, name, values):
        """Boots an image; what it does depends on how it can speak and end.

        What only Xen can enter is left to tests/xen, as not everybody who runs this lane has Xen.
        """
        if qemu.machine_for(self.tree.built(name)) in qemu.XEN_MACHINES:
            return
        # Time goes by with the instructions: that it boots shall not depend on what else this machine does.
        result = qemu.boot(self.tree.built(name), icount=1, timeout=TIMEOUT)
        self.assertFalse(result.timed_out, f"{name} did not end: {result.console}")
        says = values.get("DRIVER_UART_NS16550_PORT") == "0x3f8"
        exits = values.get("DRIVER_DEBUGEXIT_PORT") == "0xf4"
        self.assertNotIn("mote: panic", result.console)
        if exits:
            self.assertEqual(result.status, 0, result.console)
        if says and values.get("APP_HELLO") == "y":
            self.assertIn("Hello from Mote!", result.console)

    def check(self, name, *made_by):
        with self.subTest(name):
            self.make(*made_by, f"NAME={name}")
            self.make(f"NAME={name}", "WERROR=1")
            built = self.look_at(name)
            self.built.append((name, built))
            self.boot(name, built.values)

    def test_all(self):
        self.selections = selections(self.tree.root)
        self.assertGreater(len(self.selections), 8)
        self.built = []
        for path in sorted((self.tree.root / "configs").glob("*_defconfig")):
            self.check(path.name[: -len("_defconfig")], path.name)
        self.check("allno", "allnoconfig")
        self.check("allyes", "allyesconfig")
        for seed in SEEDS:
            self.check(f"random-{seed}", "randconfig", f"SEED={seed}")
        for selection in self.selections:
            with self.subTest(selection.symbols, is_true=selection.is_true):
                self.check_selection(selection)

    def check_selection(self, selection):
        """Files are compiled exactly where they are selected, and their functions are nowhere else."""
        own = set()
        elsewhere = set()
        for name, built in self.built:
            for source in selection.files:
                self.assertEqual(selection.holds(built.values), source in built.defined,
                                 f"{source} in {name}")
            for source, functions in built.defined.items():
                (own if source in selection.files else elsewhere).update(functions)
        own -= elsewhere  # Where a file replaces another both have the same functions.
        without = [built for _, built in self.built if not selection.holds(built.values)]
        for built in without:
            self.assertEqual(built.functions & own, set())

    def test_examples(self):
        """Options whose functions are known to be in an image of hello, or not."""
        self.make("hello_defconfig", "NAME=examples")
        for option, function in (("DRIVER_ACPI", "mote_acpi_find"), ("PANIC_REPORT", "mote_panic_report"),
                                 ("COMMAND_LINE", "mote_param_apply")):
            for value in "yn":
                with self.subTest(option, value=value):
                    self.make("set", f"SET={option}={value}", "NAME=examples")
                    self.make("NAME=examples")
                    functions = functions_of(self.tree.built("examples", "debug"))
                    self.assertEqual(function in functions, value == "y", sorted(functions))
                    self.boot("examples", self.values("examples"))


if __name__ == "__main__":
    unittest.main()
