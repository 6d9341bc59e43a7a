# SPDX-License-Identifier: BSD-3-Clause
"""The options of the real tree: each is explained, has an effect, and is called as its folder."""

import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import paths  # noqa: E402
from motelib.kconfig import layers, lines, model, renamed, saved, store  # noqa: E402
from motelib.kconfig.model import kconfiglib  # noqa: E402

MODULES = {"libs": "LIB", "drivers": "DRIVER", "apps": "APP", "platforms": "PLATFORM"}
SOURCE_FOLDERS = ("core", *MODULES, "tests", "scripts")
SOURCE_SUFFIXES = {".c", ".h", ".S", ".lds", ".build"}


def symbol_of(folder):
    """The symbol that follows from a module's folder."""
    kind, *rest = folder.relative_to(paths.ROOT).parts
    return "_".join([MODULES[kind], *rest]).upper().replace("-", "_")


def module_folders():
    """Every module folder of the tree: each one below libs, drivers, ... with a Kconfig."""
    return sorted(file.parent for kind in MODULES for file in (paths.ROOT / kind).rglob("Kconfig"))


def source_text():
    """All that is compiled, or tells Meson what is."""
    files = [paths.ROOT / "meson.build"]
    for folder in SOURCE_FOLDERS:
        files += sorted((paths.ROOT / folder).rglob("*"))
    chosen = (f for f in files if f.suffix in SOURCE_SUFFIXES and f.is_file())
    return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in chosen)


class TreeTest(unittest.TestCase):
    """Rules on the Kconfig files and the saved configurations."""

    @classmethod
    def setUpClass(cls):
        cls.model = model.load("hello")

    def test_every_symbol_has_a_help_text(self):
        silent = [
            f"{model.place(node)}: {node.item.name or node.prompt[0]}"
            for node in self.model.node_iter()
            if isinstance(node.item, (kconfiglib.Symbol, kconfiglib.Choice))
            and not (node.help or "").strip()
        ]
        self.assertEqual(silent, [])

    def test_every_help_text_says_what_it_costs(self):
        # A member of a choice is told apart by what it gives; the choice itself is weighed as well.
        words = re.compile(r"\b(costs?|saves?|bytes|KiB|MiB|smallest)\b", re.IGNORECASE)
        silent = [
            f"{model.place(node)}: {node.item.name}"
            for node in self.model.node_iter(unique_syms=True)
            if isinstance(node.item, kconfiglib.Symbol) and node.prompt
            and not words.search(node.help or "")
        ]
        self.assertEqual(silent, [])

    def test_no_symbol_is_without_effect(self):
        text = source_text()
        used = set(re.findall(r"\bCONFIG_(\w+)", text)) | set(re.findall(r"config/(\w+)\.h", text))
        for node in self.model.node_iter():
            used |= {i.name for i in node.referenced if i is not node.item} - {None}
        # In a choice with its members' values compared, the remaining member is the "else".
        for choice in self.model.unique_choices:
            names = {symbol.name for symbol in choice.syms}
            if len(names - used) == 1 and len(names) > 1:
                used |= names
        idle = [s for s in self.model.unique_defined_syms if s.name not in used]
        self.assertEqual([f"{model.places(s)}: {s.name}" for s in idle], [])

    def test_module_symbols_follow_from_their_folders(self):
        self.assertTrue(module_folders())
        for folder in module_folders():
            with self.subTest(folder.name):
                symbol = self.model.symbol(symbol_of(folder))
                self.assertIsNotNone(symbol, f"{folder} does not define {symbol_of(folder)}")
                file = str((folder / "Kconfig").relative_to(paths.ROOT))
                self.assertIn(file, [node.filename for node in symbol.nodes])

    def test_options_of_a_module_begin_with_its_symbol(self):
        for folder in module_folders():
            file = str((folder / "Kconfig").relative_to(paths.ROOT))
            for symbol in self.model.unique_defined_syms:
                if symbol.nodes[0].filename == file:
                    prefix = symbol_of(folder)
                    self.assertRegex(symbol.name, rf"^{prefix}(_|$)", file)

    def test_nothing_with_a_prompt_is_selected(self):
        # A select overrides what a person chose, and dependencies; `depends on` does neither.
        for node in self.model.node_iter():
            if isinstance(node.item, kconfiglib.Symbol):
                for target, _ in node.selects:
                    self.assertFalse(
                        model.has_prompt(target), f"{model.place(node)} selects {target.name}"
                    )

    def test_renamed_symbols_lead_somewhere(self):
        for old, new in renamed.read(self.model.kconfig_filenames).items():
            self.assertIsNone(self.model.symbol(old), f"{old} is renamed, and still there")
            self.assertIsNotNone(self.model.symbol(new), f"{old} is renamed to {new}, which is not")


class SavedTest(unittest.TestCase):
    """configs/*_defconfig."""

    def files(self):
        """The saved configurations of the tree itself."""
        found = sorted(paths.CONFIGS.glob("*_defconfig"))
        self.assertTrue(found)
        return found

    def test_each_is_valid_and_minimal(self):
        for path in self.files():
            with self.subTest(path.name):
                name = path.name[: -len("_defconfig")]
                loaded = model.load(name)
                findings = layers.apply(loaded, [lines.read(path, store.label(path))])
                self.assertEqual(findings.problems + findings.notices, [])
                text = path.read_text(encoding="utf-8")
                expected = saved.leading_comment(text) + store.minimal_text(loaded)
                self.assertEqual(text, expected, "make savedefconfig would write it otherwise")

    def test_each_has_a_licence_and_a_sentence(self):
        for path in self.files():
            with self.subTest(path.name):
                first = path.read_text(encoding="utf-8").splitlines()[0]
                self.assertEqual(first, "# SPDX-License-Identifier: BSD-3-Clause")
                self.assertRegex(saved.describe(path), r"^[A-Z0-9].*\.$")

    def test_fragments_apply_to_hello(self):
        for path in sorted((paths.CONFIGS / "fragments").glob("*.config")):
            with self.subTest(path.name):
                loaded = model.load("hello")
                base = lines.read(paths.CONFIGS / "hello_defconfig", "configs/hello_defconfig")
                findings = layers.apply(loaded, [base, lines.read(path, store.label(path))])
                self.assertEqual(findings.problems, [])


if __name__ == "__main__":
    unittest.main()
