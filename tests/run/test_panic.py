# SPDX-License-Identifier: BSD-3-Clause
"""motelib.panic: reports are found in a console stream, and garbage does no harm."""

import random
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fixtures  # noqa: E402,F401  (makes motelib importable)

from motelib.panic import Reader, Stack, find_reports  # noqa: E402

REPORT = b"""\
mote: panic: page fault: write to 0000000000000000, not mapped
  rip 0000000000101234  rflags 0000000000000046  error 0000000000000002
  rsp 0000000000109e80  rbp 0000000000000001  rax 0000000000000002
  r8  0000000000000008  r15 000000000000000f  cr2 0000000000000000
  stack 0000000000109e80:
    0000000000000001 0000000000000002 0000000000000003 0000000000000004
    0000000000000005
mote: end of panic
"""


class ReaderTest(unittest.TestCase):
    def assert_is_report(self, report):
        self.assertEqual(report.message, "page fault: write to 0000000000000000, not mapped")
        self.assertEqual(
            report.registers,
            {"rip": 0x101234, "rflags": 0x46, "error": 2, "rsp": 0x109E80, "rbp": 1, "rax": 2,
             "r8": 8, "r15": 15, "cr2": 0},
        )
        self.assertEqual(report.stacks, [Stack(0x109E80, [1, 2, 3, 4, 5])])
        self.assertTrue(report.complete)

    def test_a_report_amid_other_output(self):
        (report,) = find_reports(b"hello\nunfinished line " + REPORT + b"more\n")
        self.assert_is_report(report)

    def test_carriage_returns(self):
        (report,) = find_reports(REPORT.replace(b"\n", b"\r\n"))
        self.assert_is_report(report)

    def test_it_is_handed_out_at_its_end_line_however_the_stream_is_cut(self):
        for size in (1, 2, 7, 64):
            reader = Reader()
            pieces = [REPORT[i : i + size] for i in range(0, len(REPORT), size)]
            for piece in pieces[:-1]:
                self.assertEqual(reader.feed(piece), [])
            (report,) = reader.feed(pieces[-1])
            self.assert_is_report(report)
            self.assertEqual(reader.finish(), [])

    def test_words(self):
        (report,) = find_reports(REPORT)
        self.assertEqual([report.word(0x109E80 + 8 * i) for i in range(5)], [1, 2, 3, 4, 5])
        for outside in (0x109E78, 0x109E80 + 40, 0x109E84, 0, 1 << 64):
            self.assertIsNone(report.word(outside))

    def test_two_stacks(self):
        """As a panic in an interrupt has them, the second one lower than the first."""
        second = b"  stack 0000000000007000:\n    0000000000000006 0000000000000007\n"
        (report,) = find_reports(REPORT.replace(b"mote: end", second + b"mote: end"))
        self.assertEqual(report.stacks, [Stack(0x109E80, [1, 2, 3, 4, 5]), Stack(0x7000, [6, 7])])
        self.assertEqual([report.word(a) for a in (0x109E80, 0x7000, 0x7008)], [1, 6, 7])
        self.assertIsNone(report.word(0x7010))
        self.assertEqual(report.stack_below(0x7010).start, 0x7000)
        self.assertEqual(report.stack_below(0x109EA8).start, 0x109E80)
        self.assertEqual(report.stack_below(0x6000).start, 0x109E80)

    def test_cut_off_anywhere(self):
        for length in range(len(b"mote: panic: "), len(REPORT) - 1):
            (report,) = find_reports(REPORT[:length])
            self.assertEqual(report.complete, length >= REPORT.index(b"end of panic") + 12, length)

    def test_a_garbled_word_ends_the_stack(self):
        (report,) = find_reports(REPORT.replace(b" 0000000000000003", b" 00000?0000000003"))
        self.assertEqual(report.stacks[0].words, [])
        (report,) = find_reports(REPORT.replace(b"    0000000000000005", b"    5"))
        self.assertEqual(report.stacks[0].words, [1, 2, 3, 4])

    def test_a_panic_within_a_panic(self):
        first, second = find_reports(REPORT[:200] + b"\n" + REPORT)
        self.assertFalse(first.complete)
        self.assert_is_report(second)

    def test_a_panic_within_a_panic_says_so(self):
        nested = REPORT.replace(b"mote: panic: ", b"\nmote: panic within a panic: ")
        first, second = find_reports(REPORT[:40] + nested)
        self.assertEqual((first.is_nested, second.is_nested), (False, True))
        self.assertFalse(first.complete)
        self.assert_is_report(second)

    def test_the_thread(self):
        for line, name, is_interrupt in ((b"  thread main", "main", False),
                                         (b"  thread a b, interrupted", "a b", True),
                                         (b"  thread ", "", False)):
            (report,) = find_reports(REPORT.replace(b"mote: end", line + b"\nmote: end"))
            self.assert_is_report(report)
            self.assertEqual((report.thread, report.is_interrupt), (name, is_interrupt))

    def test_no_report(self):
        self.assertEqual(find_reports(b"hello\nmote: end of panic\n  rip 0000000000101234\n"), [])
        self.assertEqual(find_reports(b""), [])

    def test_an_endless_line_is_not_kept(self):
        reader = Reader()
        for _ in range(100):
            reader.feed(b"x" * 65536)
        self.assertLess(len(reader._rest), 65536)

    def test_random_damage(self):
        chance = random.Random(1)
        for _ in range(500):
            data = bytearray(REPORT * 2)
            for _ in range(chance.randrange(1, 40)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            for report in find_reports(bytes(data)):
                words = [word for stack in report.stacks for word in stack.words]
                self.assertTrue(all(0 <= word < 1 << 64 for word in words))


if __name__ == "__main__":
    unittest.main()
