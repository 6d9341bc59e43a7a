# SPDX-License-Identifier: BSD-3-Clause
"""Third-party parts: a small one in a tree outside, given by hand, built once, and whatever may go
wrong."""

import hashlib
import io
import json
import os
import random
import signal
import tarfile
import time
import unittest

from tree import TreeTest

LANE = "test"
ROUNDS = 4

KCONFIG = """\
config LIB_WISDOM
	bool "Wisdom"
	help
	  Answers. Costs 6 bytes.
"""
MESON = """\
mote.add(when: 'CONFIG_LIB_WISDOM', if_true: files('src/wisdom.c'))
if config.get('CONFIG_LIB_WISDOM', 'n') == 'y'
    headers_of_parts += parts['oracle'] / 'include'
    archives += parts['oracle'] / 'liboracle.a'
endif
"""
WISDOM = """\
#include <mote/startup.h>
#include <mote/format.h>
#include <oracle.h>

static int ask(void)
{
	mote_print("the answer is %d\\n", oracle_answer());
	return 0;
}

MOTE_STARTUP(MOTE_STAGE_LIBRARIES, wisdom, "asking", ask, NULL);
"""
PART = """\
name = "oracle"
summary = "An oracle"
leave_out = ["docs/*"]
headers = ["include/mote/question.h"]

[[accepted]]
version = "{version}"
kind = "{kind}"
package = "oracle-source-that-no-distribution-has"
file = "usr/src/oracle-{version}.tar.gz"
sha256 = "{sha256}"
"""
OVERLAY = """\
project('oracle', 'c', meson_version: '>= 1.0', default_options: ['b_staticpic=false'])
static_library('oracle', 'src/oracle.c', c_args: ['-I../module/include', '-I../src'], install: true,
               implicit_include_directories: false)
install_data('src/oracle.h', install_dir: 'include')
"""
ORACLE = {
    "src/oracle.c": "#include <mote/question.h>\n#include \"oracle.h\"\n"
                    "int oracle_answer(void) { return 2 * QUESTION; }\n",
    "src/oracle.h": "int oracle_answer(void);\n",
    "docs/large.txt": "not unpacked",
}
PATCH = """\
--- a/src/oracle.c
+++ b/src/oracle.c
@@ -1,3 +1,3 @@
 #include <mote/question.h>
 #include "oracle.h"
-int oracle_answer(void) { return 2 * QUESTION; }
+int oracle_answer(void) { return 3 * QUESTION; }
"""


def tarball(files):
    """The bytes of a .tar.gz with these files in one folder."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(f"oracle-1.0/{name}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    return stream.getvalue()


class PartsTest(TreeTest):
    """The part is in libs/wisdom of ../acme."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.data = tarball(ORACLE)
        cls.file = cls.tree.base / "oracle-1.0.tar.gz"
        cls.file.write_bytes(cls.data)

    def setUp(self):
        self.tree.run("rm", "-rf", "build", "external", "../acme")
        self.write({"Kconfig": KCONFIG, "meson.build": MESON, "src/wisdom.c": WISDOM,
                    "part/meson.build": OVERLAY,
                    "include/mote/question.h": "#define QUESTION 21\n"})
        self.describe(self.data)
        self.make("EXTERNAL=../acme", "NAME=asks", "hello_defconfig")
        self.make("NAME=asks", "set", "SET=LIB_WISDOM=y")

    def write(self, files):
        """Writes files of the module."""
        for name, text in files.items():
            self.tree.write(f"../acme/libs/wisdom/{name}", text)

    def describe(self, data, kind="binary", version="1.0"):
        """Writes the part.toml that accepts those bytes."""
        digest = hashlib.sha256(data).hexdigest()
        self.write({"part.toml": PART.format(sha256=digest, kind=kind, version=version)})

    def give(self):
        """Gives the part's tarball by hand."""
        return self.make("NAME=asks", "source", "PART=oracle", f"FILE={self.file}")

    def built(self):
        """The folders of the built part."""
        return sorted(path.name for path in (self.tree.root / "build/parts").glob("oracle-*"))

    def runs(self):
        """What the image says."""
        return self.make("NAME=asks", "run")

    def test_given_by_hand_it_is_built_once_and_linked(self):
        self.assertIn("oracle 1.0", self.give())
        said = self.runs()
        self.assertIn("building oracle 1.0, once for all configurations", said)
        self.assertIn("the answer is 42", said)
        self.make("EXTERNAL=../acme", "NAME=also-asks", "hello_defconfig")
        self.make("NAME=also-asks", "set", "SET=LIB_WISDOM=y LOG_INFO=y")
        self.assertNotIn("building oracle", self.make("NAME=also-asks"))
        self.assertEqual(len(self.built()), 1)
        self.assertEqual(list((self.tree.root / "build/parts").glob(".oracle.building")), [])

    def test_other_flags_and_other_headers_are_other_builds(self):
        self.give()
        self.make("NAME=asks")
        self.make("NAME=asks", "set", "SET=OPTIMIZE_SPEED=y")
        self.assertIn("building oracle", self.make("NAME=asks"))
        self.assertEqual(len(self.built()), 2)
        self.make("NAME=asks", "set", "SET=OPTIMIZE_SIZE=y")
        self.assertNotIn("building oracle", self.make("NAME=asks"))
        self.write({"include/mote/question.h": "#define QUESTION 4\n"})
        self.assertIn("the answer is 8", self.runs())
        self.assertEqual(len(self.built()), 3)
        self.write({"README.md": "no part of it"})
        self.assertNotIn("building oracle", self.make("NAME=asks"))

    def test_patches_are_applied_and_one_that_does_not_fit_is_named(self):
        self.give()
        self.write({"part/patches/thrice.patch": PATCH})
        self.assertIn("the answer is 63", self.runs())
        self.write({"part/patches/thrice.patch": PATCH.replace("2 * QUESTION", "5 * QUESTION")})
        self.assertIn("thrice.patch doesn't fit these sources", self.make_fails("NAME=asks"))

    def test_the_manifest_and_the_account_name_it(self):
        self.give()
        self.make("NAME=asks")
        manifest = json.loads(self.tree.built("asks", "manifest.json").read_text())
        self.assertEqual(manifest["third_party"]["oracle"]["sha256"],
                         hashlib.sha256(self.data).hexdigest())
        account = json.loads(self.make("-s", "NAME=asks", "size", "JSON=1").partition("{")[2]
                             .join(["{", ""]))
        files = {(module["name"], file["name"]) for layer in account["parts"]
                 for module in layer["parts"] for file in module["parts"]}
        self.assertIn(("tree/acme/libs/wisdom", "oracle/src/oracle.c"), files)
        before = manifest["fingerprint"]
        self.write({"part/patches/thrice.patch": PATCH})
        self.make("NAME=asks")
        manifest = json.loads(self.tree.built("asks", "manifest.json").read_text())
        self.assertNotEqual(manifest["fingerprint"], before)

    def test_a_tarball_that_nobody_tested_is_refused(self):
        other = self.tree.base / "other.tar.gz"
        other.write_bytes(tarball({**ORACLE, "src/worm.c": ""}))
        said = self.make_fails("NAME=asks", "source", "PART=oracle", f"FILE={other}")
        self.assertIn(hashlib.sha256(other.read_bytes()).hexdigest(), said)
        self.assertIn(f"1.0  oracle-1.0.tar.gz  {hashlib.sha256(self.data).hexdigest()}", said)
        self.assertIn("make source PART=oracle FILE=oracle-1.0.tar.gz", said)
        self.assertFalse(any((self.tree.root / "build/sources").rglob("*.tar.gz")))

    def test_what_the_distribution_lacks_is_asked_for(self):
        for kind in ("binary", "source"):
            with self.subTest(kind):
                self.describe(self.data, kind)
                said = self.make_fails("NAME=asks")
                self.assertIn("the sources of oracle could not be fetched", said)
                self.assertIn("make source PART=oracle FILE=oracle-1.0.tar.gz", said)

    def test_a_tarball_that_was_damaged_is_removed(self):
        self.give()
        stored = next((self.tree.root / "build/sources").rglob("*.tar.gz"))
        stored.write_bytes(self.data[:-1] + b"x")
        self.assertIn("was damaged", self.make_fails("NAME=asks"))
        self.assertFalse(stored.exists())
        self.give()
        self.assertIn("the answer is 42", self.runs())

    def test_what_does_not_compile_is_said(self):
        self.give()
        self.write({"include/mote/question.h": "#define QUESTION )\n"})
        said = self.make_fails("NAME=asks")
        self.assertIn("oracle 1.0 could not be built", said)
        self.assertIn("src/oracle.c:3", said)
        self.assertEqual(self.built(), [])

    def test_mistakes_in_a_part_toml_are_named(self):
        for text, expected in (("name = ", "can't be read"), ('name = "x"\n', "is missing"),
                               ('colour = "red"\n', "colour is not known")):
            with self.subTest(text):
                self.describe(self.data)
                file = self.tree.base / "acme/libs/wisdom/part.toml"
                whole = file.read_text() if "colour" in text else ""
                file.write_text(text + whole)
                said = self.make_fails("NAME=asks")
                self.assertIn("part.toml", said)
                self.assertIn(expected, said)

    def test_the_list_and_wrong_names(self):
        listed = self.make("NAME=asks", "source")
        self.assertRegex(listed, r"oracle +not fetched +no +1\.0 ")
        self.give()
        self.assertRegex(self.make("NAME=asks", "source"), r"oracle +1\.0 +no +1\.0 ")
        states = json.loads(self.make("-s", "NAME=asks", "source", "JSON=1"))
        self.assertEqual({state["part"]: state["in_use"] for state in states}["oracle"], "1.0")
        self.assertIn("no part 'delphi'", self.make_fails("NAME=asks", "source", "PART=delphi"))
        self.assertIn("no such file", self.make_fails("source", "NAME=asks", "PART=oracle",
                                                      "FILE=nowhere"))
        self.assertIn("Say PART= too", self.make_fails("source", "FILE=x"))

    def test_distclean_keeps_the_sources(self):
        self.give()
        self.make("NAME=asks")
        self.assertIn("build/sources/ stays", self.make("distclean"))
        left = sorted(path.name for path in (self.tree.root / "build").iterdir())
        self.assertEqual(left, ["sources"])

    def test_two_builds_at_once_build_it_once(self):
        self.give()
        self.make("EXTERNAL=../acme", "NAME=also-asks", "hello_defconfig")
        self.make("NAME=also-asks", "set", "SET=LIB_WISDOM=y")
        builds = [self.tree.start("make", f"NAME={name}") for name in ("asks", "also-asks")]
        said = [build.communicate()[0] for build in builds]
        self.assertEqual([build.returncode for build in builds], [0, 0], said)
        self.assertEqual(sum(text.count("building oracle") for text in said), 1, said)
        self.assertEqual(len(self.built()), 1)

    def test_killed_at_random_moments(self):
        self.give()
        begin = time.monotonic()
        self.make("NAME=asks")
        seconds = time.monotonic() - begin
        expected = self.tree.hashes("asks")
        for seed in range(ROUNDS):
            source = random.Random(seed)
            with self.subTest(seed=seed):
                self.tree.run("rm", "-rf", "build/parts")
                build = self.tree.start("make", "NAME=asks")
                try:
                    build.wait(source.uniform(0, seconds))
                except subprocess.TimeoutExpired:
                    os.killpg(build.pid, source.choice((signal.SIGKILL, signal.SIGINT, signal.SIGTERM)))
                self.assertNotIn("Traceback", build.communicate()[0])
                self.make("NAME=asks")
                self.assertEqual(self.tree.hashes("asks"), expected)


if __name__ == "__main__":
    unittest.main()
