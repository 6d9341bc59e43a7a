# SPDX-License-Identifier: BSD-3-Clause
"""What every file of the tree keeps, whoever writes it."""

import re
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import paths  # noqa: E402
from motelib.testing.layering import GENERATED, INCLUDE, Tree  # noqa: E402

LANE = "check"

LICENCE = "SPDX-License-Identifier: BSD-3-Clause"
LONGEST_LINE = 100
LONGEST_COMMENT_LINE = 120  # Prose and Kconfig's help may be wider than code.
TAB = 8
# Without a place for a comment, or where it would be noise.
WITHOUT_LICENCE = {".md", ".json", ".svg"}
WITHOUT_LICENCE_NAMES = {"LICENSE", "VERSION"}
C_LIBRARY_HEADER = "string.h"  # C11 is the comment on its functions.

INDENTED_BY_TABS = {".c", ".h", ".S", ".lds"}
SYMBOL = re.compile(r"\bCONFIG_(\w+)")
# A function's declaration in a header, at the begin of a line, up to its semicolon or body.
DECLARATION = re.compile(r"^(?!static const|typedef|extern|#|struct \w+;)[a-z_][\w \t*]*?\b\**(\w+)\("
                         r"[^;{}]*(?:;|\n?\{)", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def files():
    """Every file that git knows or would add, less what is removed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=paths.ROOT,
        stdout=subprocess.PIPE, check=False).stdout.decode().split("\0")
    found = [paths.ROOT / name for name in listed if name]
    return sorted({path for path in found if path.is_file() and not path.is_symlink()})


def text_of(path):
    """A file's text; "" for what is none."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def label(path):
    """A path as a person reads it."""
    return str(path.relative_to(paths.ROOT))


class FilesTest(unittest.TestCase):
    """Rules for all files."""

    @classmethod
    def setUpClass(cls):
        if not files():
            raise unittest.SkipTest("the tree is no clone: git does not know its files")
        cls.files = files()

    def assert_none(self, found):
        self.assertEqual(list(found), [])

    def test_each_has_a_licence_in_its_first_lines(self):
        self.assert_none(
            label(path) for path in self.files
            if path.suffix not in WITHOUT_LICENCE and path.name not in WITHOUT_LICENCE_NAMES
            and text_of(path).strip() and LICENCE not in "\n".join(text_of(path).splitlines()[:3]))

    def test_no_line_is_too_long(self):
        self.assert_none(self.long_lines())

    def long_lines(self):
        for path in self.files:
            if path.suffix in WITHOUT_LICENCE:
                continue
            for number, line in enumerate(text_of(path).splitlines(), 1):
                width = len(line.expandtabs(TAB))
                if width > (LONGEST_LINE if is_code(path, line) else LONGEST_COMMENT_LINE):
                    yield f"{label(path)}:{number}: {width} columns"

    def test_lines_end_plainly_and_files_with_a_line_end(self):
        self.assert_none(
            label(path) for path in self.files
            if (text_of(path) and not text_of(path).endswith("\n"))
            # In Python, what tests take for another program's output may stand in the file.
            or path.suffix != ".py" and re.search(r"[ \t\r]+$", text_of(path), re.MULTILINE))

    def test_c_is_indented_by_tabs_and_python_by_blanks(self):
        self.assert_none(self.wrong_indents())

    def wrong_indents(self):
        for path in self.files:
            if path.suffix in INDENTED_BY_TABS:
                wrong = r"^ (?! *\\$)(?!\*)|^\t* {8}(?! *\\$)"
            elif path.suffix == ".py" and "tests" not in path.parts:
                wrong = r"^ *\t"
            else:
                continue
            for match in re.finditer(wrong, text_of(path), re.MULTILINE):
                yield f"{label(path)}:{text_of(path).count(chr(10), 0, match.start()) + 1}"


def is_code(path, line):
    """Whether a line is code, not prose: a comment, a help text, a string over a whole line."""
    if path.suffix in INDENTED_BY_TABS:
        return not re.match(r"\s*(/?\*|#\s*define MOTE_STAGE)", line)
    return path.suffix == ".py" and not re.match(r'\s*(#|"|\w)', line) and '"' not in line


class ModulesTest(unittest.TestCase):
    """Rules for modules and their headers."""

    @classmethod
    def setUpClass(cls):
        cls.tree = Tree(paths.ROOT)

    def test_each_module_has_a_readme(self):
        missing = [m for m in self.tree.modules if not (paths.ROOT / m / "README.md").is_file()]
        self.assertEqual(missing, [])

    def test_each_public_function_has_a_comment(self):
        self.assertEqual(list(self.uncommented()), [])

    def uncommented(self):
        for file in self.tree.files:
            is_public = file.path.suffix == ".h" and "include" in file.path.parts
            if not is_public or file.path.name == C_LIBRARY_HEADER:
                continue
            lines = file.text.splitlines()
            for match in DECLARATION.finditer(re.sub(r"\\\n", "  ", COMMENT.sub(blank, file.text))):
                line = file.text.count("\n", 0, match.start())
                if not has_comment(lines, line):
                    yield f"{file.path}:{line + 1}: {match[1]}"

    def test_each_configuration_symbol_in_c_has_its_header_included(self):
        # An undefined CONFIG_ in plain C is an error, but one in a macro may stay unseen for long.
        for file in self.tree.files:
            code = COMMENT.sub(blank, file.text)
            included = {match[2] for match in INCLUDE.finditer(file.text)}
            for symbol in set(SYMBOL.findall(re.sub(r'"[^"\n]*"', "", code))):
                with self.subTest(str(file.path), symbol=symbol):
                    self.assertIn(f"config/{symbol}.h", included)

    def test_each_included_configuration_header_is_used(self):
        for file in self.tree.files:
            for match in INCLUDE.finditer(file.text):
                if GENERATED.fullmatch(match[2]) and match[2].startswith("config/"):
                    symbol = match[2][len("config/"):-len(".h")]
                    with self.subTest(str(file.path), symbol=symbol):
                        self.assertIn(f"CONFIG_{symbol}", file.text)


def blank(match):
    """The same number of lines, empty."""
    return re.sub(r"[^\n]", " ", match[0])


def has_comment(lines, index):
    """Whether a comment stands right above a line, or above those that stand together with it."""
    while index > 0 and lines[index - 1].strip():
        index -= 1
        if lines[index].rstrip().endswith("*/"):
            return True
    return False


if __name__ == "__main__":
    unittest.main()
