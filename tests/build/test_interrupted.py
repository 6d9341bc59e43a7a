# SPDX-License-Identifier: BSD-3-Clause
"""Builds that are killed, and builds at the same time: the next one ends with the same bytes."""

import os
import random
import signal
import subprocess
import time
import unittest

from tree import TreeTest

LANE = "test"
ROUNDS = 6
KILLS = 3
# Python imports it while it starts, which is before the first line of a script.
SITE = """\
import os, signal
with open("/proc/self/cmdline") as file:
    if any(word.endswith(os.environ["INTERRUPTED"]) for word in file.read().split("\\0")):
        os.kill(os.getpid(), signal.SIGINT)
"""


class InterruptedTest(TreeTest):
    """Every moment of a build may be its last."""

    def test_killed_at_random_moments(self):
        self.make("hello_defconfig")
        begin = time.monotonic()
        self.make()
        seconds = time.monotonic() - begin
        expected = self.tree.hashes("hello")
        for seed in range(ROUNDS):
            with self.subTest(seed=seed):
                self.interrupt(random.Random(seed), seconds)
                self.make("hello_defconfig")
                self.make()
                self.assertEqual(self.tree.hashes("hello"), expected)

    def interrupt(self, source, seconds):
        """Begins builds, from nothing or with another configuration, and ends them at some moment."""
        if source.random() < 0.5:
            self.tree.run("rm", "-rf", "build/hello")
            self.make("hello_defconfig")
        else:
            self.make("set", "SET=OPTIMIZE_SPEED=y LOG_INFO=y")
        for _ in range(KILLS):
            build = self.tree.start("make")
            try:
                build.wait(source.uniform(0, seconds))
            except subprocess.TimeoutExpired:
                end = source.choice((signal.SIGKILL, signal.SIGINT, signal.SIGTERM))
                os.killpg(build.pid, end)
            output = build.communicate()[0]
            self.assertNotIn("Traceback", output)

    def test_what_meson_writes_when_its_ninja_is_dead(self):
        """It is newer than the .config, and of the one before: it doesn't count."""
        commands = self.tree.root / "build" / "hello" / "meson" / "build.ninja"
        self.make("hello_defconfig")
        self.make("set", "SET=OPTIMIZE_SPEED=y")
        self.make()
        of_another = commands.read_bytes()
        self.make("hello_defconfig")
        self.make()
        expected = self.tree.hashes("hello")
        commands.write_bytes(of_another)
        (commands.parents[1] / "unfinished").touch()
        self.make()
        self.assertEqual(self.tree.hashes("hello"), expected)

    def test_interrupted_while_a_script_starts(self):
        """Ctrl-C is a sentence even where Python knows nothing yet but to show a traceback."""
        if self.tree.run("env", "--block-signal=INT", "true").status:
            self.skipTest("the env of this machine can't hold signals back")
        self.tree.write("../site/sitecustomize.py", SITE)
        for verb, script in (("list", "config.py"), ("build", "build.py"), ("run", "run.py")):
            with self.subTest(verb):
                result = self.tree.run("make", verb, PYTHONPATH=str(self.tree.base / "site"),
                                       INTERRUPTED=f"scripts/{script}")
                self.assertEqual(result.status, 2, result.output)
                self.assertIn("mote: interrupted\n", result.output)
                self.assertNotIn("Traceback", result.output)

    def test_only_the_script_is_killed(self):
        """Ninja runs on; the next build waits for it rather than working beside it."""
        self.tree.run("rm", "-rf", "build/hello")
        self.make("hello_defconfig")
        build = self.tree.start("scripts/build.py")
        while build.poll() is None and not self.tree.objects("hello"):
            time.sleep(0.01)
        self.assertIsNone(build.poll(), "it ended before Ninja could be seen running")
        build.send_signal(signal.SIGKILL)
        build.wait()
        self.make()
        build.stdout.close()
        before = self.tree.objects("hello")
        time.sleep(0.5)
        self.assertEqual(before, self.tree.objects("hello"))


class AtOnceTest(TreeTest):
    """Two builds at the same time."""

    def together(self, *commands):
        builds = [self.tree.start(*command) for command in commands]
        for build in builds:
            output = build.communicate()[0]
            self.assertNotIn("Traceback", output)
            self.assertEqual(build.returncode, 0, output)

    def test_of_the_same_configuration(self):
        for _ in range(2):
            self.tree.run("rm", "-rf", "build")
            self.together(("make", "NAME=hello"), ("make", "NAME=hello"))
        hashes = self.tree.hashes("hello")
        self.make("clean")
        self.make()
        self.assertEqual(self.tree.hashes("hello"), hashes)

    def test_of_two_configurations(self):
        self.together(("make", "NAME=hello"), ("make", "NAME=tiny"))
        self.assertTrue((self.tree.root / "compile_commands.json").exists())


if __name__ == "__main__":
    unittest.main()
