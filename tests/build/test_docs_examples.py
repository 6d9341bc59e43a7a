# SPDX-License-Identifier: BSD-3-Clause
"""The worked examples of the documentation, run as they stand there.

A page gives files as a line with the path in bold (**`path`**) and a fenced block, and commands as
a console block, lines that begin with "$ ", each followed by what it says. Figures may differ from
those in the page. A line "..." stands for any lines. To write into the pages what the commands say
today:

    tests/build/test_docs_examples.py --update
"""

import re
import sys
import unittest
from dataclasses import dataclass, field
from pathlib import Path
from typing import List

from tree import Tree, TreeTest

LANE = "test"
DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = ("writing-an-application.md", "writing-a-module.md")
BLOCK = re.compile(r"^(?:\*\*`([^`]+)`\*\*\n\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HOME = "/home/you"  # where pages have the clone and what lies beside it
# What the machine and the compiler decide.
FIGURE = re.compile(r"\d[\d,.]*( m?s\b)?")  # what takes long is told in seconds
WITH_FIGURES = re.compile(r"^  (image|time) |^mote: .* bytes$|^make: \*\*\*|^  *\d+(,\d+)* ")


@dataclass
class Step:
    """A file to write, or a command and what it says."""

    path: str = ""
    text: str = ""
    command: str = ""
    output: List[str] = field(default_factory=list)


def steps(page):
    """What a page tells its reader to do, in order."""
    for path, language, text in BLOCK.findall(page):
        if path:
            yield Step(path=path, text=text)
        elif language == "console":
            yield from _commands(text)


def _commands(text):
    step = None
    for line in text.splitlines():
        if line.startswith("$ "):
            if step:
                yield step
            step = Step(command=line[2:])
        elif step:
            step.output.append(line)
    if step:
        yield step


def comparable(line):
    """A line without the figures that differ between machines."""
    if not WITH_FIGURES.search(line):
        return line.rstrip()
    return re.sub(" +", " ", FIGURE.sub("N", line)).rstrip()


def as_pattern(lines):
    """A regular expression for expected lines."""
    parts = [r"(?:.*\n)*?" if line.strip() == "..." else re.escape(comparable(line)) + r"\n"
             for line in lines]
    return "".join(parts)


def said(tree, command):
    """What a command says, with paths as pages have them."""
    return tree.run("sh", "-c", command).output.replace(str(tree.base), HOME)


class DocsTest(TreeTest):
    """Every page is followed by a reader who types everything."""

    def test_pages(self):
        for name in PAGES:
            with self.subTest(name):
                self.follow((DOCS / name).read_text())

    def test_a_slow_machine_says_the_same(self):
        """What takes a second or more is told in seconds, as in ./mote run."""
        self.assertEqual(comparable("  time         127.9 ms to the first byte, 131.6 ms to the end"),
                         comparable("  time         999.9 ms to the first byte, 1.02 s to the end"))

    def follow(self, page):
        done = 0
        for step in steps(page):
            done += 1
            if step.path:
                self.tree.write(step.path, step.text)
                continue
            output = said(self.tree, step.command)
            self.assertNotIn("Traceback", output)
            plain = "".join(f"{comparable(line)}\n" for line in output.splitlines())
            self.assertRegex(plain, rf"\A{as_pattern(step.output)}\Z", f"$ {step.command}\n{output}")
        self.assertGreater(done, 5)


def update(tree, page):
    """The page with what its commands say in this tree."""

    def renewed(block):
        path, language, text = block.groups()
        if path:
            tree.write(path, text)
        if path or language != "console":
            return block[0]
        lines = []
        for step in _commands(text):
            abridged = "..." in (line.strip() for line in step.output)
            output = said(tree, step.command)
            lines += [f"$ {step.command}", *(step.output if abridged else output.splitlines())]
        return "```console\n" + "\n".join(lines) + "\n```"

    return BLOCK.sub(renewed, page)


def update_all():
    """Renews all pages."""
    tree = Tree()
    try:
        for path in (DOCS / name for name in PAGES):
            path.write_text(update(tree, path.read_text()))
    finally:
        tree.remove()


if __name__ == "__main__":
    update_all() if sys.argv[1:] == ["--update"] else unittest.main()
