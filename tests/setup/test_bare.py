# SPDX-License-Identifier: BSD-3-Clause
"""Bare machines: what they are made from, and what is said where none can be made."""

import contextlib
import io
import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import bare  # noqa: E402
from motelib.aptsources import Source, of_distribution, read_sources  # noqa: E402
from motelib.report import UserError  # noqa: E402

ONE_LINE = """
# deb http://off.example/debian bookworm main
deb [arch=amd64 signed-by=/keys/one.gpg] http://mirror.example/debian bookworm main contrib # why
deb-src http://mirror.example/debian bookworm main
deb http://other.example/apt bookworm-other main
"""

STANZAS = """# a comment
Types: deb deb-src
# another
URIs: http://mirror.example/debian
Suites: bookworm-updates
  bookworm-backports
Components: main
Signed-By: /keys/two.gpg

Enabled: no
Types: deb
URIs: http://off.example/debian
Suites: bookworm
Components: main

Types: deb
URIs: http://security.example/
Suites: bookworm-security
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
"""

MIRROR = Source("http://mirror.example/debian", "bookworm", ("main", "contrib"), "/keys/one.gpg")
UPDATES = Source("http://mirror.example/debian", "bookworm-updates", ("main",), "/keys/two.gpg")
SECURITY = Source("http://security.example/", "bookworm-security", ("main",))


class SourcesTest(unittest.TestCase):
    """Package sources in both notations."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.apt = Path(folder.name)
        (self.apt / "sources.list.d").mkdir()

    def test_the_distributions_own_are_found_in_both_notations(self):
        (self.apt / "sources.list").write_text(ONE_LINE)
        (self.apt / "sources.list.d/debian.sources").write_text(STANZAS)
        own = of_distribution(read_sources(self.apt), "bookworm")
        self.assertEqual(own, [MIRROR, UPDATES, SECURITY])

    def test_no_sources_at_all(self):
        self.assertEqual(read_sources(self.apt), [])

    def test_another_release_comes_from_the_same_place(self):
        other = UPDATES.for_release("bookworm", "trixie")
        self.assertEqual((other.uri, other.suite), (UPDATES.uri, "trixie-updates"))

    def test_what_is_written_reads_the_same(self):
        text = "\n".join(source.as_text() for source in (MIRROR, UPDATES, SECURITY))
        (self.apt / "sources.list.d/machine.sources").write_text(text)
        self.assertEqual(read_sources(self.apt), [MIRROR, UPDATES, SECURITY])


class ObstacleTest(unittest.TestCase):
    """Where no machine can be made the reason is said, and CI doesn't take it for a success."""

    def outcome(self, **environment):
        """Status, output and errors for an ordinary user: two releases, two verbs."""
        with contextlib.ExitStack() as stack:
            stack.enter_context(mock.patch.object(os, "geteuid", return_value=1000))
            stack.enter_context(mock.patch.dict(os.environ, environment))
            stack.enter_context(mock.patch.object(
                sys, "argv", ["bare.py", "--release", "a", "b", "--verbs", "run", "test"]))
            output = stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
            errors = stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
            return bare.main(), output.getvalue(), errors.getvalue()

    def test_a_user_at_home_sees_them_skipped(self):
        status, output, errors = self.outcome(CI="")
        self.assertEqual((status, output), (0, "0 passed, 0 failed, 4 skipped\n"))
        self.assertIn("debootstrap and chroot need root", errors)

    def test_ci_sees_them_failed(self):
        status, output, errors = self.outcome(CI="true")
        self.assertEqual((status, output), (1, "0 passed, 4 failed, 0 skipped\n"))
        self.assertIn("debootstrap and chroot need root", errors)


class ReleaseTest(unittest.TestCase):
    """A release's name becomes that of a folder that is removed."""

    def test_only_a_word(self):
        for name in ("../x", "/", "", "book worm", "x;y"):
            with self.subTest(name), mock.patch.object(sys, "argv", ["bare.py", "--release", name]):
                with self.assertRaisesRegex(UserError, "no release of Debian") as caught:
                    bare.main()
                self.assertEqual(caught.exception.status, 2)


class DownloadTest(unittest.TestCase):
    """The megabytes are those that apt-get counted."""

    def test_all_that_was_fetched_is_summed_once(self):
        with tempfile.TemporaryDirectory() as folder:
            machine = bare.Machine("a", [])
            machine.root = Path(folder)
            log = machine.root / "root/mote/build/setup.log"
            log.parent.mkdir(parents=True)
            log.write_text("Get:1 a\nFetched 84.3 MB in 3s (28 MB/s)\nFetched 4,890 kB in 0s\n")
            self.assertAlmostEqual(machine.downloaded(), 89.19)
            self.assertEqual(machine.downloaded(), 0)


LOG = """\
ok 1 - run/qemu: boots
not ok 2 - build/misuse: a full disk
    Traceback (most recent call last):

    AssertionError: 1 != 0
ok 3 - run/qemu: ends
not ok 4 - build/misuse: says much
{}
not ok 5 - build/misuse: says nothing
1..5

2 passed, 3 failed, 0 skipped
"""


class FailureTest(unittest.TestCase):
    """A verb that fails in a machine: the machine is gone afterwards, so all that matters is said."""

    def explained(self, log):
        """What is printed of a step that failed with this log, without the margin."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "a-test.log"
            file.write_text(log)
            with mock.patch.object(bare, "ROOT", Path(folder)), \
                    contextlib.redirect_stdout(io.StringIO()) as output:
                bare.explain(bare.StepFailed("exit status 2", file))
        return [line[4:] for line in output.getvalue().splitlines()]

    def test_each_failed_test_is_named_before_the_end_of_the_log(self):
        log = LOG.format("\n".join(f"    line {n}" for n in range(1, 101)))
        lines = self.explained(log)
        self.assertEqual(lines[:5], [*log.splitlines()[1:5], "not ok 4 - build/misuse: says much"])
        self.assertEqual(lines[5:48], [*(f"    line {n}" for n in range(1, 41)),
                                       "    ... and 60 more lines",
                                       "not ok 5 - build/misuse: says nothing",
                                       *log.splitlines()[-20:-19]])
        self.assertEqual(lines[-2:], ["2 passed, 3 failed, 0 skipped",
                                      "(exit status 2; all of it is in a-test.log)"])

    def test_a_log_without_tests(self):
        self.assertEqual(self.explained("E: no such package\n"),
                         ["E: no such package", "(exit status 2; all of it is in a-test.log)"])


if __name__ == "__main__":
    unittest.main()
