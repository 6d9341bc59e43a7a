# SPDX-License-Identifier: BSD-3-Clause
"""Which tests there are: read from the modules tests/*/test_*.py without importing them.

A module says by constants of its own what the runner has to know:

    LANE = "check" | "test" | "all"     the shortest verb that runs it; "test" if it doesn't say
    ALONE = True                        nothing else may run meanwhile, as it measures time
"""

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Tuple

from motelib import paths
from motelib.report import UserError

LANES = ("check", "test", "all")
# What each verb runs.
VERBS = {"check": LANES[:1], "test": LANES[:2], "test-all": LANES, "test-rest": LANES[2:]}


@dataclass(frozen=True)
class Module:
    """A file of tests, as far as it can be known from its text."""

    path: Path
    lane: str
    alone: bool
    tests: Tuple[str, ...]  # "Class.test_method"
    counts_subtests: bool  # A class says each_subtest_counts: its tests are known only when it runs.

    @property
    def folder(self):
        """The folder that it is in, which the table of minutes counts by."""
        return self.path.parent.name

    @property
    def topic(self):
        """What stands before the colon of a test's name."""
        return topic_of(self.path)

    def matches(self, pattern):
        """Whether `pattern` selects any of its tests, or may select a subtest."""
        pattern = pattern.lower()
        if any(pattern in full_name(self.path, *test.split(".")).lower() for test in self.tests):
            return True
        # A pattern that names another folder can't mean a subtest of this module.
        return self.counts_subtests and ("/" not in pattern or self.topic in pattern)


def topic_of(path):
    """tests/run/test_qemu.py is run/qemu."""
    return f"{path.parent.name}/{path.stem[len('test_'):]}"


def sentence(method):
    """A method's name as a sentence: test_every_machine_boots is "every machine boots"."""
    return method[len("test_"):].replace("_", " ") if method.startswith("test_") else method


def full_name(path, class_name, method):
    """Everything that a pattern may match of a test."""
    return f"{topic_of(path)}: {sentence(method)} {path.parent.name}/{path.name} {class_name}.{method}"


def find(verb, only=None):
    """The modules that a verb runs, less those without a test that `only` selects."""
    found = [read(path) for path in sorted(paths.ROOT.glob("tests/*/test_*.py"))]
    return [module for module in found
            if module.lane in VERBS[verb] and (not only or module.matches(only))]


def read(path):
    """The Module in a file."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    except SyntaxError as error:
        raise UserError(f"reading the tests in {error.filename}:{error.lineno}: {error.msg}; "
                        "mend the file") from None
    constants = _constants(tree.body)
    lane = constants.get("LANE", "test")
    if lane not in LANES:
        raise UserError(f"{path} says LANE = {lane!r}; it must be one of {', '.join(LANES)}")
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return Module(
        path=path,
        lane=lane,
        alone=bool(constants.get("ALONE", False)),
        tests=tuple(f"{each.name}.{node.name}" for each in classes for node in each.body
                    if isinstance(node, ast.FunctionDef) and node.name.startswith("test")),
        counts_subtests=any(_constants(each.body).get("each_subtest_counts") for each in classes),
    )


def _constants(body):
    return {
        target.id: node.value.value
        for node in body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
