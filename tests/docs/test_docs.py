# SPDX-License-Identifier: BSD-3-Clause
"""The documents: generated blocks are up to date, links lead somewhere, verbs exist."""

import re
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"
sys.path.insert(0, str(SCRIPTS))
import help as verbs_of_make  # noqa: E402
from motelib import budgets, toolchain  # noqa: E402
from motelib.documents import blocks  # noqa: E402
from motelib.report import UserError  # noqa: E402

LANE = "test"

FOREIGN_FOLDERS = {"build", "external", ".git", ".cache"}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
# A command: behind a ` or, in an indented block, at the begin of a line or behind a prompt. Two
# blanks end it.
COMMAND = re.compile(r"(?:`|^ {4}(?:\$ )?)(?:make|\./mote)((?: [^`\s#]+)+)", re.MULTILINE)
WORD = re.compile(r"[a-z][a-z-]*(?:_defconfig)?")
# Examples of what goes wrong.
MISTAKES = {"menucfg"}


def documents():
    """Every Markdown file of the tree."""
    return [path for path in sorted(ROOT.rglob("*.md"))
            if not FOREIGN_FOLDERS & set(path.relative_to(ROOT).parts)]


def label(path):
    """A document's name in messages."""
    return str(path.relative_to(ROOT))


def anchors(path):
    """What a # in a link to the document may name."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in HEADING.findall(text)}


def module_folders():
    """Every module of the tree."""
    found = [ROOT / "core"]
    for kind in ("libs", "drivers", "platforms", "apps"):
        found += [path.parent for path in sorted((ROOT / kind).rglob("Kconfig"))]
    return found


def typed_verbs(text):
    """(command, verb) of the commands in a text: the first word of each that is no option or
    variable."""
    indented = FENCE.sub(lambda fence: re.sub("^", "    ", fence[0], flags=re.MULTILINE), text)
    for words in COMMAND.findall(indented):
        plain = [word for word in words.split() if "=" not in word and not word.startswith("-")]
        if plain and WORD.fullmatch(plain[0].rstrip(".,:;")):
            yield words.strip(), plain[0].rstrip(".,:;")


class BlocksTest(unittest.TestCase):
    """What make docs writes."""

    def check(self, *options):
        done = subprocess.run([sys.executable, str(SCRIPTS / "docs.py"), "--check", *options],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_lists_are_up_to_date(self):
        self.check("--no-figures")

    def test_figures_are_up_to_date(self):
        if not budgets.file().exists():
            self.skipTest(f"the figures are of another toolchain than {toolchain.key()}")
        self.check()

    def test_an_old_block_is_found_and_made_anew(self):
        made = blocks.Made({"n": lambda: "new"}, {"n"})
        old = "a\n<!-- begin n: made by make docs -->\nold\n<!-- end n -->\nb\n"
        new, names = blocks.renewed(old, made, "x.md")
        self.assertEqual(new, "a\n<!-- begin n: made by make docs -->\n\nnew\n\n<!-- end n -->\nb\n")
        self.assertEqual(names, ["n"])
        self.assertEqual(blocks.renewed(new, made, "x.md"), (new, []))

    def test_a_block_that_nothing_makes_is_an_error(self):
        document = "<!-- begin typo: made by make docs -->\n<!-- end typo -->\n"
        with self.assertRaisesRegex(UserError, "x.md has a block 'typo'"):
            blocks.renewed(document, blocks.Made({}, {"n"}), "x.md")

    def test_a_block_without_its_end_is_an_error(self):
        with self.assertRaisesRegex(UserError, "don't fit together"):
            blocks.renewed("<!-- begin n: made by make docs -->\n", blocks.Made({}, {"n"}), "x.md")


class TextTest(unittest.TestCase):
    """What is written by hand."""

    def test_links_lead_somewhere(self):
        for path in documents():
            text = FENCE.sub("", path.read_text(encoding="utf-8"))
            for link in LINK.findall(text):
                if re.match(r"[a-z]+:", link):
                    continue
                file, _, anchor = link.partition("#")
                target = (path.parent / file).resolve() if file else path
                with self.subTest(document=label(path), link=link):
                    self.assertTrue(target.exists(), "there is no such file")
                    if anchor:
                        self.assertIn(anchor, anchors(target))

    def test_verbs_exist(self):
        known = {verb for _, verb, _ in verbs_of_make.verbs()}
        for path in documents():
            for command, verb in typed_verbs(path.read_text(encoding="utf-8")):
                if verb.endswith("_defconfig") or verb in MISTAKES:
                    continue
                with self.subTest(document=label(path), command=command):
                    self.assertIn(verb, known)

    def test_the_verbs_of_a_command_are_found(self):
        text = ("    $ make NAME=web size\n`./mote -y run`, make believe, `make APP=../x`\n"
                "make itself\n```sh\nmake list\n```\n    make A=b  for that\n")
        self.assertEqual([verb for _, verb in typed_verbs(text)], ["size", "run", "list"])

    def test_every_module_has_a_readme(self):
        for folder in [*module_folders(), ROOT / "configs", ROOT / "scripts"]:
            with self.subTest(label(folder)):
                self.assertTrue((folder / "README.md").is_file(), "there is no README.md")

    def test_every_page_is_in_the_index(self):
        index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
        for page in sorted((ROOT / "docs").glob("*.md")):
            with self.subTest(page.name):
                self.assertTrue(page.name == "README.md" or f"({page.name})" in index)

    def test_nothing_is_left_to_do(self):
        for path in documents():
            with self.subTest(label(path)):
                self.assertNotRegex(path.read_text(encoding="utf-8"), r"\bTO" + r"DO\b|\bFIX" + r"ME\b")


if __name__ == "__main__":
    unittest.main()
