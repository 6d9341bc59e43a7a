# SPDX-License-Identifier: BSD-3-Clause
"""Generated blocks in Markdown documents."""

import re

from motelib.report import UserError

BLOCK = re.compile(
    r"(?P<begin><!-- begin (?P<name>[\w-]+): made by make docs -->\n)"
    r"(?P<text>.*?)(?P<end><!-- end (?P=name) -->\n)",
    re.DOTALL,
)
MARK = re.compile(r"^<!-- (?:begin|end) ", re.MULTILINE)


class Made:
    """Texts of blocks, each made at most once, when a document asks for it."""

    def __init__(self, makers, known):
        self._makers = makers
        self._known = known
        self._texts = {}

    def text(self, name, document):
        """The text of a block; None for one that is to stay as it is."""
        if name not in self._known:
            raise UserError(f"{document} has a block '{name}', which nothing makes; the ones there are: "
                            f"{', '.join(sorted(self._known))}.")
        if name not in self._makers:
            return None
        if name not in self._texts:
            text = self._makers[name]().strip("\n")  # Not blanks: a first line may be indented.
            self._texts[name] = f"\n{text}\n\n"
        return self._texts[name]


def documents(root):
    """The documents that may hold blocks."""
    return sorted([*root.glob("*.md"), *root.glob("docs/*.md")])


def renewed(document, made, label):
    """The document with its blocks made anew, and the names of those that have changed."""
    changed = []

    def replace(match):
        text = made.text(match["name"], label)
        if text is None or text == match["text"]:
            return match[0]
        changed.append(match["name"])
        return match["begin"] + text + match["end"]

    if len(MARK.findall(document)) != 2 * len(BLOCK.findall(document)):
        raise UserError(f"{label} has a generated block whose begin and end don't fit together; they are "
                        "<!-- begin NAME: made by make docs --> and <!-- end NAME -->, each on a line.")
    return BLOCK.sub(replace, document), changed


def table(header, rows, right=()):
    """A Markdown table; `right` holds the indices of right-aligned columns."""
    rule = ["---:" if i in right else "---" for i in range(len(header))]
    lines = [header, rule, *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
