# SPDX-License-Identifier: BSD-3-Clause
"""The log: what is silenced at start, and what isn't even in the image."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import qemu  # noqa: E402
from motelib.symbols import Symbols  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "test"

# What core/tests/log.c says, by level.
MESSAGES = {
    "error": "mote: error: tests: an error, number 1\n",
    "warning": "mote: warning: tests: a warning, number 2\n",
    "info": "mote: info: tests: information, number 3\n",
    "debug": "mote: debug: tests: a step, number 4\n",
}
TEXTS = (b"an error, number", b"a warning, number", b"information, number", b"a step, number")
LEVELS = ("none", *MESSAGES)


def log_of(image, level=None):
    """The console of the log's test."""
    parameter = f"log.level={level} " if level else ""
    return qemu.boot(image.elf, cmdline=f"{parameter}test.only=log:", timeout=20).console


class LogTest(unittest.TestCase):
    """Images with other choices of CONFIG_LOG_*."""

    def test_each_level_shows_itself_and_what_is_more_important(self):
        image = images.build("image-debug", "tests", "LOG_DEBUG=y")
        for count, level in enumerate(LEVELS):
            with self.subTest(level):
                console = log_of(image, level)
                for number, message in enumerate(MESSAGES.values(), 1):
                    self.assertEqual(message in console, number <= count, console)

    def test_what_is_configured_out_is_not_in_the_image(self):
        image = images.build("image", "tests")  # has LOG_WARNING, the default
        data = image.elf.read_bytes()
        for number, text in enumerate(TEXTS, 1):
            self.assertEqual(text in data, number <= 2, text)
        console = log_of(image, "debug")
        self.assertIn("messages below warning are not built into this image", console)
        self.assertIn(MESSAGES["warning"], console)

    def test_the_machine_and_the_start_are_described(self):
        image = images.build("image-debug", "tests", "LOG_DEBUG=y")
        console = qemu.boot(image.elf, cmdline="log.level=info test.only=log:", accel="tcg",
                            timeout=20).console
        self.assertIn("mote: info: pvh: the hypervisor calls itself TCGTCGTCGTCG\n", console)
        self.assertRegex(console, r"mote: info: memory: \d+ KiB in \d+ ranges\n")
        self.assertNotIn("mote: debug: start: taking over the memory", console)
        console = log_of(image, "debug")
        self.assertIn("mote: debug: start: taking over the memory\n", console)
        self.assertIn("mote: debug: pvh: usable memory from ", console)

    def test_without_a_log_nothing_of_it_is_in_the_image(self):
        image = images.build("image-no-log", "tests", "LOG_NONE=y")
        data = image.elf.read_bytes()
        for text in TEXTS:
            self.assertNotIn(text, data)
        with Symbols(image.debug) as symbols:
            self.assertFalse(symbols.has_function("mote_log"))
        self.assertIn("ok 1 - log: ", log_of(image))


if __name__ == "__main__":
    unittest.main()
