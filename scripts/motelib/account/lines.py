# SPDX-License-Identifier: BSD-3-Clause
"""Counts lines of code and of comments. A line with both is code; a blank one is neither.

Python's docstrings are comments: they say what code does and do nothing.
"""

import ast
import io
import re
import tokenize
from dataclasses import dataclass

from motelib import paths

LAYERS = ("core", "libs", "drivers", "platforms", "apps", "scripts", "tests")
# A comment, or what only looks as if it had one inside: a string or a character.
_C_TOKENS = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)


@dataclass
class Lines:
    """How many files, and lines of code and of comments in them."""

    files: int = 0
    code: int = 0
    comments: int = 0

    def __add__(self, other):
        return Lines(self.files + other.files, self.code + other.code,
                     self.comments + other.comments)


def count_c(text):
    """C, assembly behind the preprocessor, linker scripts."""
    def without_comment(match):
        token = match[0]
        return "\n" * token.count("\n") if token.startswith("/") else token

    code = _filled(_C_TOKENS.sub(without_comment, text))
    return Lines(1, len(code), len(_filled(text) - code))


def count_python(text):
    """Python."""
    all_lines = _filled(text)
    comments = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) \
                and ast.get_docstring(node, clean=False) is not None:
            comments.update(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and not token.line[:token.start[1]].strip():
            comments.add(token.start[0])
    return Lines(1, len(all_lines - comments), len(all_lines & comments))


COUNTERS = {".c": count_c, ".h": count_c, ".S": count_c, ".lds": count_c, ".py": count_python}


def layer_of(path):
    """The layer that a file of the tree counts to; a module's tests are tests."""
    parts = path.parts
    return "tests" if "tests" in parts and parts[:2] != ("apps", "tests") else parts[0]


def of_layers(root=paths.ROOT):
    """Layer -> its lines, for the layers that have any."""
    counted = {}
    for layer in LAYERS:
        for file in sorted((root / layer).rglob("*")):
            if file.suffix not in COUNTERS or not file.is_file():
                continue
            name = layer_of(file.relative_to(root))
            lines = COUNTERS[file.suffix](file.read_text(encoding="utf-8"))
            counted[name] = counted.get(name, Lines()) + lines
    return {layer: counted[layer] for layer in LAYERS if layer in counted}


def _filled(text):
    """The numbers of the lines that aren't blank."""
    return {number for number, line in enumerate(text.split("\n"), 1) if line.strip()}
