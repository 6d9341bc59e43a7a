# SPDX-License-Identifier: BSD-3-Clause
"""Finds panic reports in a console stream.

What a guest prints is untrusted: a report may be cut off, garbled, or not one at all. What can be
read is kept, and a stack ends at the first line that can't.
"""

import re
from dataclasses import dataclass, field
from typing import Dict, List

BEGIN = re.compile(r"mote: panic( within a panic)?: ")
END = "mote: end of panic"
REGISTER = re.compile(
    r"\b(rip|rflags|error|cr2|r[a-d]x|r[sb]p|r[sd]i|r8|r9|r1[0-5]) +([0-9a-f]{16})\b"
)
STACK = re.compile(r"\s*stack ([0-9a-f]{16}):\s*")
WORDS = re.compile(r"\s*[0-9a-f]{16}(?: [0-9a-f]{16}){0,3}\s*")
THREAD = re.compile(r"  thread (.*?)(, interrupted)?")
LONGEST_LINE = 4096
MOST_WORDS = 1 << 16
WORD_BYTES = 8


@dataclass
class Stack:
    """The words of one stack, from the stack pointer upwards."""

    start: int
    words: List[int] = field(default_factory=list)

    @property
    def end(self):
        """The first address behind the words."""
        return self.start + WORD_BYTES * len(self.words)

    def word(self, address):
        """The 64-bit word at an address, or None where it isn't among them."""
        index, rest = divmod(address - self.start, WORD_BYTES)
        return self.words[index] if not rest and 0 <= index < len(self.words) else None


@dataclass
class Report:
    """A panic as the image told it: what happened, registers, and the stack.

    There are two stacks where it happened in an interrupt: the second is what was interrupted. The
    thread is then the interrupted one.
    """

    message: str
    is_nested: bool = False  # it came while another panic was being reported
    registers: Dict[str, int] = field(default_factory=dict)
    stacks: List[Stack] = field(default_factory=list)
    thread: str = ""
    is_interrupt: bool = False
    complete: bool = False

    def word(self, address):
        """The 64-bit word at a stack address, or None where the report doesn't hold it."""
        words = (stack.word(address) for stack in self.stacks)
        return next((word for word in words if word is not None), None)

    def stack_below(self, address):
        """The stack that begins last before an address; the first where none does; or None."""
        below = [stack for stack in self.stacks if stack.start <= address]
        return max(below, key=lambda stack: stack.start, default=next(iter(self.stacks), None))


class Reader:
    """Takes a console stream piece by piece and hands out the reports in it."""

    def __init__(self):
        self._rest = b""
        self._report = None
        self._in_stack = False

    @property
    def is_inside(self):
        """Whether a report has begun and not ended."""
        return self._report is not None

    def feed(self, data):
        """Takes the next bytes; returns the reports that they complete."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        self._rest = self._rest[:LONGEST_LINE]
        return [report for line in lines for report in self._line(line)]

    def finish(self):
        """Takes the stream's end; returns the reports that it completes or cuts off."""
        reports = self._line(self._rest) + self._leave()
        self._rest = b""
        return reports

    def _line(self, raw):
        line = raw[:LONGEST_LINE].decode(errors="replace").rstrip("\r")
        begin = BEGIN.search(line)
        if begin:
            # A panic within a panic: the first report goes no further.
            reports = self._leave()
            self._report = Report(line[begin.end():].strip(), bool(begin[1]))
            return reports
        if not self.is_inside:
            return []
        if END in line:
            self._report.complete = True
            return self._leave()
        self._content(line)
        return []

    def _content(self, line):
        stack = STACK.fullmatch(line)
        thread = THREAD.fullmatch(line)
        if thread:
            self._report.thread, self._report.is_interrupt = thread[1], bool(thread[2])
            self._in_stack = False
        elif stack:
            self._report.stacks.append(Stack(int(stack[1], 16)))
            self._in_stack = True
        elif self._in_stack:
            self._stack_line(line)
        elif not self._report.stacks:
            for name, value in REGISTER.findall(line):
                self._report.registers[name] = int(value, 16)

    def _stack_line(self, line):
        # Behind a garbled line the addresses of further words would be guesses.
        words = self._report.stacks[-1].words
        self._in_stack = bool(WORDS.fullmatch(line)) and len(words) < MOST_WORDS
        if self._in_stack:
            words += [int(word, 16) for word in line.split()]

    def _leave(self):
        reports = [self._report] if self.is_inside else []
        self._report = None
        self._in_stack = False
        return reports


def find_reports(data):
    """All reports in the bytes of a saved console log."""
    reader = Reader()
    return reader.feed(data) + reader.finish()
