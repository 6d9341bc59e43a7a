# SPDX-License-Identifier: BSD-3-Clause
"""The saved configurations: exact sums, budgets, make sizes and make size-diff."""

import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fixtures  # noqa: E402  (also makes motelib importable)

from motelib import budgets, paths, saved_images  # noqa: E402
from motelib.account import measure  # noqa: E402

LANE = "test"


class SavedTest(unittest.TestCase):
    def setUp(self):
        self.current = paths.current_name()

    def tearDown(self):
        self.assertEqual(paths.current_name(), self.current)

    def json(self, script, *options):
        """What a verb prints as JSON."""
        done = fixtures.verb(script, *options, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_sums_are_exact_and_budgets_kept(self):
        for name in saved_images.names():
            with self.subTest(name):
                configuration = saved_images.build(name)
                root = measure.measure(configuration, name)
                self.assertEqual(root.bytes, configuration.elf.stat().st_size)
                self.assertEqual(root.bytes, sum(layer.bytes for layer in root.parts))
                verdict = budgets.check("bytes", name, root.bytes)
                self.assertTrue(verdict.ok, verdict.message)

    def test_an_image_does_not_depend_on_the_configurations_name(self):
        fixtures.build("t-size-tiny", "tiny")
        self.assertEqual(paths.Configuration("t-size-tiny").elf.read_bytes(),
                         saved_images.build("tiny").elf.read_bytes())

    def test_sizes(self):
        data = self.json("sizes.py")
        sizes = {each["name"]: each for each in data["configurations"]}
        self.assertEqual(set(sizes), set(saved_images.names()))
        for name, each in sizes.items():
            configuration = paths.Configuration(saved_images.PREFIX + name)
            self.assertEqual(each["bytes"], configuration.elf.stat().st_size)
            self.assertEqual(each["bytes"], sum(each["sections"].values()))
            self.assertTrue(each["description"])
        self.assertGreater(data["lines"]["core"]["code"], 0)
        table = fixtures.verb("sizes.py").stdout
        for name in sizes:
            self.assertRegex(table, rf"(?m)^{name} +[\d,]+ ")

    def test_size_diff_of_configurations_and_of_files(self):
        for name, saved in (("t-size-tiny", "tiny"), ("t-size-hello", "hello")):
            fixtures.build(name, saved)
        data = self.json("size_diff.py", "--a", "t-size-tiny", "--b", "t-size-hello")
        self.assertEqual(data["difference"], data["after"] - data["before"])
        self.assertEqual(data["difference"], sum(m["after"] - m["before"] for m in data["modules"]))
        for module in data["modules"]:
            files = sum(file["after"] - file["before"] for file in module["files"])
            self.assertEqual(files, module["after"] - module["before"])
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "before.json")
            file.write_text(fixtures.verb("size.py", "--name", "t-size-tiny", "--json").stdout)
            again = self.json("size_diff.py", "--a", file, "--b", "t-size-hello")
        self.assertEqual(again["modules"], data["modules"])

    def test_size_diff_misused(self):
        for options, status, sentence in (
            ((), 2, "Give A= and B=, as in make size-diff A=tiny B=hello"),
            (("--a", "tiny"), 2, "Give B=, as in"),
            (("--a", "t-size-nobody", "--b", "tiny"), 1, "no configuration 't-size-nobody'"),
            (("--a", "no.json", "--b", "tiny"), 1, "there is no file no.json"),
            (("--a", fixtures.ROOT / "Makefile", "--b", "tiny"), 1, "no file that make size"),
        ):
            done = fixtures.verb("size_diff.py", *options)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn(sentence, done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1)
        self.assertFalse(paths.Configuration("t-size-nobody").dir.exists())


if __name__ == "__main__":
    unittest.main()
