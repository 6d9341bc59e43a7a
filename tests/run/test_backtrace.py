# SPDX-License-Identifier: BSD-3-Clause
"""Backtraces of what a compiler really emits: names, lines, inlining, and where they must end."""

import random
import re
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fixtures  # noqa: E402  (also makes motelib importable)

from motelib.backtrace import backtrace  # noqa: E402
from motelib.panic import find_reports  # noqa: E402

SOURCE = (fixtures.HERE / "crash.c").read_text().splitlines()
CHAIN = ["busy", "variable", "large", "chain", "outermost"]


def line_of(text):
    """The number of the line of crash.c that has this text."""
    (number,) = [number for number, line in enumerate(SOURCE, 1) if text in line]
    return number


class CrashTest(unittest.TestCase):
    """What the tests below share: a program that crashes."""

    @classmethod
    def setUpClass(cls):
        cls.debug = fixtures.crash()
        cls.elf = cls.debug.with_suffix(".elf")

    def log(self, case="leaf", words=200):
        """The console log of a crash."""
        line = [str(self.debug), case, str(words)]
        return subprocess.run(line, stdout=subprocess.PIPE, check=True).stdout


class BacktraceTest(CrashTest):
    def trace(self, log):
        (report,) = find_reports(log)
        return backtrace(report, self.elf, self.debug)

    def functions(self, trace):
        return [entry.place.function if entry.place else None for entry in trace.entries]

    def test_the_whole_chain_by_name_and_line(self):
        trace = self.trace(self.log())
        self.assertEqual(self.functions(trace), ["store", "leaf", *CHAIN])
        self.assertEqual(trace.notes, [])
        lines = [entry.place.line for entry in trace.entries[:6]]
        expected = ["nowhere = value;", "store(value);", "last(a + b);", "sink += busy(",
                    "return variable(", "return large("]
        self.assertEqual(lines, [line_of(text) for text in expected])
        self.assertEqual({entry.place.file for entry in trace.entries[:6]},
                         {"tests/run/fixtures/crash.c"})
        inlined = [entry.place.is_inlined for entry in trace.entries[:6]]
        self.assertEqual(inlined, [True] + [False] * 5)

    def test_a_call_through_a_bad_pointer(self):
        trace = self.trace(self.log("wild"))
        self.assertEqual(self.functions(trace), [None, "wild", "call_wild", *CHAIN])
        self.assertEqual(trace.entries[0].pc, 16)
        self.assertIn("not in the image's text", trace.text())

    def test_code_that_the_message_names(self):
        (report,) = find_reports(self.log())
        call = self.trace(self.log()).entries[2]
        report.message = f"heap: bad, allocated by {call.pc:016x}, freed by 00000000deadbeef"
        trace = backtrace(report, self.elf, self.debug)
        (mention,) = trace.mentions
        self.assertEqual((mention.how, mention.entry.place.function), ("allocated by", "busy"))
        self.assertEqual(mention.entry.place.line, call.place.line)
        self.assertRegex(trace.text(), r"\n  allocated by +busy  tests/run/fixtures/crash\.c:\d+$")
        self.assertEqual(trace.as_data()["mentions"][0]["function"], "busy")

    def test_the_thread_is_named(self):
        for line, title in (("  thread worker", " of thread worker"),
                            ("  thread worker, interrupted", " of an interrupt of thread worker")):
            log = self.log().replace(b"mote: end", line.encode() + b"\nmote: end")
            self.assertEqual(self.trace(log).text().splitlines()[0], "mote: backtrace" + title)

    def test_text_is_aligned(self):
        lines = self.trace(self.log()).text().splitlines()
        self.assertEqual(lines[0], "mote: backtrace")
        self.assertRegex(lines[1], r"^  #0   store +tests/run/fixtures/crash\.c:\d+  \(inlined\)$")
        columns = {re.match(r"  #\d+ +\S+ +", line).end() for line in lines[1:]}
        self.assertEqual(len(columns), 1)

    def test_every_number_of_stack_words_gives_a_part_of_the_chain(self):
        whole = self.functions(self.trace(self.log()))
        lengths = set()
        for words in range(0, 200, 4):
            trace = self.trace(self.log(words=words))
            functions = self.functions(trace)
            self.assertEqual(functions, whole[: len(functions)])
            lengths.add(len(functions))
            if functions != whole:
                reason = "CONFIG_PANIC_STACK_WORDS" if words else "no stack words"
                self.assertIn(reason, trace.text())
        self.assertGreater(len(lengths), 4)
        self.assertEqual(max(lengths), len(whole))

    def test_registers_missing(self):
        log = re.sub(rb"\n  .*rip .*", b"", self.log())
        self.assertIn("the report has no registers", self.trace(log).text())

    def test_a_damaged_stack_pointer(self):
        log = re.sub(rb"rsp [0-9a-f]{16}", b"rsp 0000000000000008", self.log())
        trace = self.trace(log)
        self.assertEqual(self.functions(trace), ["store", "leaf"])
        self.assertIn("the stack is damaged", trace.text())

    def test_a_return_address_that_is_none(self):
        trace = self.trace(self.log())
        address = f"{trace.entries[3].pc:016x}".encode()
        damaged = self.trace(self.log().replace(b" " + address, b" 00000000deadbeef"))
        self.assertEqual(self.functions(damaged), ["store", "leaf", "busy"])
        self.assertIn("00000000deadbeef, is not in the image's text", damaged.text())

    def test_random_damage_is_survived(self):
        chance = random.Random(2)
        log = self.log()
        for _ in range(30):
            data = bytearray(log)
            for _ in range(chance.randrange(1, 60)):
                data[chance.randrange(len(data))] = ord(chance.choice("0123456789abcdef \n"))
            for report in find_reports(bytes(data)):
                self.assertTrue(backtrace(report, self.elf, self.debug).text())

    def test_symbols_of_another_image(self):
        (report,) = find_reports(self.log())
        other = fixtures.image("spin")
        self.assertIn("These names may be wrong", backtrace(report, other, self.debug).text())
        self.assertIn(f"not that of {other}", backtrace(report, other, self.debug).text())


class SymboliseTest(CrashTest):
    """The verbs around it: a saved log, and a report in a running image's console."""

    def symbolise(self, *arguments, **options):
        return fixtures.verb("symbolise.py", "--image", self.elf, *arguments, **options)

    def test_a_saved_log(self):
        file = fixtures.FOLDER / "crash.log"
        file.write_bytes(self.log())
        result = self.symbolise(file)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertIn("mote: panic: signal 11\nmote: backtrace\n  #0   store", result.stdout)

    def test_standard_input(self):
        result = self.symbolise(input=self.log("wild").decode(), stdin=None)
        self.assertIn("#1   wild", result.stdout)

    def test_no_report(self):
        result = self.symbolise("/dev/null")
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn("there is no panic report in the log", result.stderr)

    def test_no_log(self):
        result = self.symbolise("/no/log")
        self.assertEqual(result.returncode, 1)
        self.assertIn("reading the console log /no/log: No such file", result.stderr)

    def test_a_debug_file_that_is_none(self):
        elf = fixtures.image("spin")
        debug = elf.with_suffix(".debug")
        self.addCleanup(debug.unlink)
        for content in (b"", b"text", self.debug.read_bytes()[:5000]):
            debug.write_bytes(content)
            log = self.log().decode()
            result = fixtures.verb("symbolise.py", "--image", elf, input=log, stdin=None)
            self.assertEqual(result.returncode, 1, result.stdout)
            self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
            self.assertIn("build the image again", result.stderr)

    def test_a_panic_in_a_run(self):
        """The runner explains a report; here the symbols aren't the image's, and it says so."""
        elf = fixtures.printing(self.log() + b"behind", "panicking", status=70)
        elf.with_suffix(".debug").write_bytes(self.debug.read_bytes())
        result = fixtures.verb("run.py", "--image", elf)
        self.assertEqual(result.returncode, 70)
        self.assertEqual(result.stdout, self.log_of(elf))
        self.assertIn("mote: backtrace\n  #0   store", result.stderr)
        self.assertIn("These names may be wrong", result.stderr)
        self.assertIn("exit status", result.stderr)

    def test_a_panic_without_symbols(self):
        elf = fixtures.printing(self.log(), "unknown", status=70)
        result = fixtures.verb("run.py", "--image", elf)
        self.assertEqual(result.returncode, 70)
        self.assertIn("mote: there is no backtrace: reading symbols from", result.stderr)

    def log_of(self, elf):
        return elf.with_suffix(".bin").read_text()


if __name__ == "__main__":
    unittest.main()
