# SPDX-License-Identifier: BSD-3-Clause
"""A panic report told in the words of the source: which function called which, file and line."""

import re
import struct
from dataclasses import asdict, dataclass, field
from typing import List, Optional

from elftools.common.exceptions import DWARFError, ELFError

from motelib import traps
from motelib.symbols import Place, Symbols
from motelib.unwind import FrameTable, walk

# Code that a message names: "allocated by 0000000000101f0e", the address behind a call.
MENTION = re.compile(r"\b([a-z]+ by) ([0-9a-f]{16})\b")

# What pyelftools and struct raise on frame information that is damaged.
UNREADABLE = (ELFError, DWARFError, struct.error, LookupError, ValueError, AssertionError)


@dataclass
class Entry:
    """One line of a backtrace; inlined functions share their frame's address."""

    pc: int
    place: Optional[Place]


@dataclass
class Mention:
    """Code that the message of a panic, or another line, names by its address."""

    how: str  # "allocated by"
    entry: Entry

    def text(self):
        """The same for a person."""
        name = self.entry.place.function if self.entry.place else "?"
        return f"{self.how:<13} {name}  {_where(self.entry)}"


@dataclass
class Backtrace:
    """The calls that led to a panic, innermost first, and notes on what to doubt or to do."""

    entries: List[Entry]
    notes: List[str]
    meaning: Optional[str] = None  # of the panic's message, where that is a mnemonic
    mentions: List[Mention] = field(default_factory=list)  # in the panic's message
    thread: str = ""  # " of thread main"

    def text(self):
        """Lines for a person, aligned."""
        names = [entry.place.function if entry.place else "?" for entry in self.entries]
        width = max(map(len, names), default=0)
        lines = [
            f"  #{number:<3} {name:<{width}}  {_where(entry)}"
            for number, (name, entry) in enumerate(zip(names, self.entries))
        ]
        title = f"mote: backtrace{self.thread}" + (f" ({self.meaning})" if self.meaning else "")
        mentioned = [mention.text() for mention in self.mentions]
        return "\n".join([title, *lines, *(f"  {line}" for line in [*mentioned, *self.notes])])

    def as_data(self):
        """The same for JSON."""
        mentions = [{"how": each.how, **_as_data(each.entry)} for each in self.mentions]
        return {"frames": [_as_data(entry) for entry in self.entries], "mentions": mentions,
                "notes": self.notes}


def _as_data(entry):
    return {"pc": f"{entry.pc:016x}", **(asdict(entry.place) if entry.place else {})}


def _where(entry):
    if not entry.place:
        return f"{entry.pc:016x}, not in the image's text (a call or jump through a bad pointer)"
    place = entry.place
    where = f"{place.file}:{place.line or '?'}" if place.file else f"{entry.pc:016x}"
    return f"{where}  (inlined)" if place.is_inlined else where


def backtrace(report, image, debug):
    """The Backtrace of a report, with the symbols in `debug`, checked to be those of `image`."""
    meaning = traps.explain(report.message)
    with Symbols(debug) as symbols:
        mentions = find_mentions(report.message, symbols)
        notes = []
        mismatch = symbols.mismatch(image)
        if mismatch:
            notes.append(
                f"These names may be wrong: {debug} does not belong to the image, {mismatch}. "
                "Build again, boot again."
            )
        if not report.complete:
            notes.append("The report is cut off before its end.")
        try:
            frames, stopped = _frames(report, symbols)
        except UNREADABLE as error:
            return Backtrace([], [*notes, f"{debug} has unreadable frame information ({error})."],
                             meaning, mentions, _thread(report))
        if stopped:
            notes.append(f"The backtrace ends here: {stopped}.")
        return Backtrace(_entries(frames, symbols), notes, meaning, mentions, _thread(report))


def _thread(report):
    if not report.thread:
        return ""
    return f" of {'an interrupt of ' if report.is_interrupt else ''}thread {report.thread}"


def find_mentions(text, symbols):
    """The code that a text names; an address that isn't in the image's text is left as it is."""
    found = [(how, int(address, 16)) for how, address in MENTION.findall(text)]
    # A return address is that of the next instruction.
    found = [(how, pc) for how, pc in found if symbols.is_text(pc - 1)]
    places = symbols.places([pc - 1 for _, pc in found])
    return [Mention(how, Entry(pc, place[0])) for (how, pc), place in zip(found, places)]


def _frames(report, symbols):
    table = FrameTable(symbols.elf)
    result = walk(report, table, symbols.is_text, symbols.entry)
    return result.frames, result.stopped


def _entries(frames, symbols):
    places = symbols.places([frame.lookup for frame in frames])
    return [
        Entry(frame.pc, place if symbols.is_text(frame.lookup) else None)
        for frame, found in zip(frames, places)
        for place in found
    ]
