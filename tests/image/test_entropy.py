# SPDX-License-Identifier: BSD-3-Clause
"""Random bytes on machines with other sources, and what they cost who doesn't ask for them."""

import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from motelib import qemu  # noqa: E402
from motelib.symbols import Symbols  # noqa: E402
from motelib.testing import images  # noqa: E402

LANE = "test"

WITHOUT_ANY = ("-cpu", "max,-rdrand,-rdseed")
WITHOUT_RDSEED = ("-cpu", "max,-rdseed")


class EntropyTest(unittest.TestCase):
    """The tests of entropy in an image, and what they say on other processors."""

    def setUp(self):
        self.image = images.build("image", "tests")

    def console(self, *extra):
        result = qemu.boot(self.image.elf, machine="microvm", accel="tcg",
                           cmdline="test.only=entropy", timeout=60, extra=extra)
        self.assertEqual(result.status, 0, result.console)
        self.assertNotIn("not ok", result.console)
        return result.console

    def test_a_processor_without_them_gives_none(self):
        console = self.console(*WITHOUT_ANY)
        skipped = console.count("# SKIP this machine has no source of entropy")
        self.assertEqual(skipped, 4, console)
        self.assertNotIn("# random:", console)

    def test_either_instruction_is_enough(self):
        for extra in ((), WITHOUT_RDSEED):
            with self.subTest(extra):
                self.assertNotIn("SKIP", self.console(*extra))

    def test_two_starts_draw_different_bytes(self):
        draws = {re.search(r"# random: (\w{16})", self.console())[1] for _ in range(3)}
        self.assertEqual(len(draws), 3)

    def test_who_asks_for_none_pays_nothing(self):
        with Symbols(images.build("image-hello", "hello").debug) as symbols:
            table = symbols.elf.get_section_by_name(".symtab")
            names = {symbol.name for symbol in table.iter_symbols()}
        self.assertIn("mote_clock_now", names)
        for name in ("mote_random", "mote_chacha20_block", "rdrand_start", "rdrand_read",
                     "mote_wall_clock_now", "rtc_read"):
            self.assertNotIn(name, names)


if __name__ == "__main__":
    unittest.main()
