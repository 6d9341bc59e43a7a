# SPDX-License-Identifier: BSD-3-Clause
"""Comparing images, budgets, counting lines: each on a few lines of input."""

import copy
import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fixtures  # noqa: E402  (also makes motelib importable)

from motelib import budgets  # noqa: E402
from motelib.account import compare, lines, measure  # noqa: E402
from motelib.report import UserError  # noqa: E402

LANE = "check"


def grown(data, by):
    """The fixture's tree with a function of core/src/log.c that is `by` bytes larger."""
    changed = copy.deepcopy(data)
    layer = next(p for p in changed["parts"] if p["name"] == "core")
    for node in (changed, layer, layer["parts"][0], layer["parts"][0]["parts"][0]):
        node["bytes"] += by
        node["sections"]["text"] += by
    return changed


class CompareTest(unittest.TestCase):
    def setUp(self):
        self.before = measure.as_data(fixtures.root())

    def test_the_same(self):
        comparison = compare.compare(self.before, self.before)
        self.assertEqual(comparison.modules, [])

    def test_what_grew(self):
        comparison = compare.compare(self.before, grown(self.before, 7))
        self.assertEqual([(m.name, m.difference) for m in comparison.modules], [("core", 7)])
        file = comparison.modules[0].files[0]
        self.assertEqual((file.name, file.sections), ("src/log.c", {"text": 7}))

    def test_a_module_that_came(self):
        without = copy.deepcopy(self.before)
        app = next(p for p in without["parts"] if p["name"] == "apps")
        without["parts"].remove(app)
        without["bytes"] -= app["bytes"]
        comparison = compare.compare(without, self.before)
        module = comparison.modules[0]
        self.assertEqual((module.name, module.before, module.after),
                         ("apps/my_app", 0, app["bytes"]))

    def test_sums_that_do_not_fit_are_an_error(self):
        edited = {**self.before, "bytes": self.before["bytes"] + 1}
        with self.assertRaisesRegex(UserError, "must have been edited"):
            compare.compare(self.before, edited)

    def test_saved_files(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "before.json")
            file.write_text(json.dumps(self.before))
            self.assertEqual(compare.compare(compare.read(file), self.before).modules, [])
            file.write_text(json.dumps({**self.before, "version": 0}))
            with self.assertRaisesRegex(UserError, "version 0 of the format"):
                compare.read(file)
            for damaged in ("", "[]", "{}", '{"version": 1}', "\0"):
                file.write_text(damaged)
                with self.assertRaisesRegex(UserError, "no file that make size JSON=1 wrote"):
                    compare.read(file)


class BudgetsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        patch = mock.patch.object(budgets, "FOLDER", self.folder)
        patch.start()
        self.addCleanup(patch.stop)
        (self.folder / "gcc-1-ld-1.json").write_text('{"bytes": {"hello": 1000}}')

    def check(self, value, name="hello", key="gcc-1-ld-1"):
        return budgets.check("bytes", name, value, key)

    def test_exact_bound(self):
        self.assertTrue(self.check(1000).ok)
        self.assertFalse(self.check(1001).ok)

    def test_the_sentence_names_file_excess_and_next_step(self):
        verdict = self.check(1064)
        self.assertEqual(verdict.budget, 1000)
        for part in ("hello: 1,064 bytes exceed the budget of 1,000", "gcc-1-ld-1.json by 64",
                     "make size-diff"):
            self.assertIn(part, verdict.message)

    def test_without_a_budget_nothing_fails(self):
        for verdict in (self.check(10**9, name="web"), self.check(10**9, key="gcc-99-ld-9")):
            self.assertTrue(verdict.ok)
            self.assertIsNone(verdict.budget)
            self.assertIn("no budget", verdict.message)

    def test_a_damaged_file(self):
        for text in ("", "[]", '{"bytes": {"hello": "much"}}', '{"bytes": 1}'):
            (self.folder / "bad.json").write_text(text)
            with self.assertRaisesRegex(UserError, "must be JSON such as"):
                self.check(1, key="bad")


class LinesTest(unittest.TestCase):
    def count(self, function, text):
        counted = function(text)
        return counted.code, counted.comments

    def test_c(self):
        text = ('/* One\n * two. */\n\nint x; /* three */\n// four\n'
                'char *s = "/* no comment";\nchar c = \'"\'; // five\n')
        self.assertEqual(self.count(lines.count_c, text), (3, 3))

    def test_python(self):
        text = ('#!/bin/x\n"""Doc\n\nstring."""\n\ndef f():\n    """Doc."""\n'
                '    # why\n    return """a\n# text\n"""  # end\n')
        self.assertEqual(self.count(lines.count_python, text), (4, 5))

    def test_the_tree(self):
        counted = lines.of_layers()
        self.assertLessEqual({"core", "drivers", "platforms", "apps", "scripts", "tests"},
                             set(counted))
        self.assertTrue(all(n.code > 0 and n.files > 0 for n in counted.values()))

    def test_tests_of_modules_are_tests(self):
        for path, layer in (("core/tests/a.c", "tests"), ("libs/net/tests/a.c", "tests"),
                            ("apps/tests/src/main.c", "apps"), ("core/src/log.c", "core")):
            self.assertEqual(lines.layer_of(Path(path)), layer)


if __name__ == "__main__":
    unittest.main()
