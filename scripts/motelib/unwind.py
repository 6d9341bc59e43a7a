# SPDX-License-Identifier: BSD-3-Clause
"""Walks a call stack with call frame information (DWARF 4, section 6.4) from a panic report.

Images carry neither frame pointers nor unwind tables; .debug_frame in the .debug file says for each
instruction where its caller's registers lie, and the report holds registers and stack words.
"""

import bisect
import io
import struct
from dataclasses import dataclass
from typing import List

from elftools.dwarf.callframe import FDE, CallFrameInfo, RegisterRule

# DWARF's numbers for the registers (System V ABI, AMD64, figure 3.36); 16 is the return address.
NUMBERS = {
    name: number
    for number, name in enumerate(
        "rax rdx rcx rbx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15".split()
    )
}
RSP = NUMBERS["rsp"]
RETURN_ADDRESS = 16
# A callee keeps these for its caller; the others are lost behind a call.
CALLEE_SAVED = {NUMBERS[name] for name in ("rbx", "rbp", "r12", "r13", "r14", "r15")}
MOST_FRAMES = 256
MASK = (1 << 64) - 1

# 32-bit DWARF: length, the offset of the common part (or that it is one), first address, bytes.
FDE_HEADER = struct.Struct("<IIQQ")
LENGTH = struct.Struct("<I")
COMMON = struct.Struct("<I")
CIE_ID = 0xFFFFFFFF
AUGMENTATION_OFFSET = 9  # behind length, id and version


@dataclass
class Frame:
    """One active function: where it is, and whether that is where a call will return to."""

    pc: int
    is_return: bool = False

    @property
    def lookup(self):
        """The address to look up: a return address may belong to the next line or function."""
        return self.pc - 1 if self.is_return else self.pc


@dataclass
class Walk:
    """The frames found, innermost first, and why there are no more ("" at the stack's true end)."""

    frames: List[Frame]
    stopped: str = ""


class Stop(Exception):
    """Why a walk can't go on, as a clause."""


class FrameTable:
    """The frame descriptions in a .debug_frame section, found by address.

    pyelftools takes milliseconds an entry and an image has thousands, so only their headers are
    read here; it gets the one entry that is asked for, with its common part, as a section.
    """

    def __init__(self, elf):
        section = elf.get_section_by_name(".debug_frame")
        self._data = section.data() if section else b""
        self._structs = elf.get_dwarf_info().structs
        self._entries = sorted(self._headers())
        self._starts = [start for start, _, _ in self._entries]

    def find(self, address):
        """The rules that hold at an address, and whether in a signal frame; None if unknown."""
        index = bisect.bisect_right(self._starts, address) - 1
        if index < 0:
            return None
        start, size, offset = self._entries[index]
        if address >= start + size:
            return None
        description, is_signal = self._parse(offset)
        rows = [row for row in description.get_decoded().table if row["pc"] <= address]
        return (rows[-1], is_signal) if rows else None

    def _headers(self):
        offset = 0
        while offset + FDE_HEADER.size <= len(self._data):
            length, common, start, size = FDE_HEADER.unpack_from(self._data, offset)
            if common != CIE_ID:
                yield start, size, offset
            offset += LENGTH.size + length

    def _parse(self, offset):
        description = bytearray(self._entry(offset))
        common, is_signal = self._common(COMMON.unpack_from(description, LENGTH.size)[0])
        COMMON.pack_into(description, LENGTH.size, 0)
        data = common + bytes(description)
        entries = CallFrameInfo(io.BytesIO(data), len(data), 0, self._structs).get_entries()
        return next(entry for entry in entries if isinstance(entry, FDE)), is_signal

    def _common(self, offset):
        """The common part, and whether it is that of a signal frame.

        That is said by the augmentation "S", which is taken out: pyelftools doesn't know it.
        """
        common = bytearray(self._entry(offset))
        end = common.index(0, AUGMENTATION_OFFSET)
        is_signal = common[AUGMENTATION_OFFSET:end] == b"S"
        if is_signal:
            del common[AUGMENTATION_OFFSET:end]
            LENGTH.pack_into(common, 0, len(common) - LENGTH.size)
        return bytes(common), is_signal

    def _entry(self, offset):
        (length,) = LENGTH.unpack_from(self._data, offset)
        return self._data[offset : offset + LENGTH.size + length]


def walk(report, table, is_text, entry):
    """The call stack of a report.

    `is_text` says whether an address holds code; `entry` is the image's first instruction, whose
    function has no caller whether or not its frame information says so.
    """
    registers = {NUMBERS[k]: v for k, v in report.registers.items() if k in NUMBERS}
    pc = report.registers.get("rip")
    if pc is None:
        return Walk([], "the report has no registers (CONFIG_PANIC_REPORT in make menuconfig)")
    frames = [Frame(pc)]
    try:
        if not is_text(pc):
            frames.append(_caller_of_nowhere(report, registers, is_text))
        while len(frames) < MOST_FRAMES:
            registers, frame = _step(report, table, registers, frames[-1], entry)
            if frame is None:
                return Walk(frames)
            if not is_text(frame.lookup):
                raise Stop(f"the next return address, {frame.pc:016x}, is not in the image's text")
            frames.append(frame)
    except Stop as stop:
        return Walk(frames, str(stop))
    return Walk(frames, f"there are more than {MOST_FRAMES} frames")


def _caller_of_nowhere(report, registers, is_text):
    """A call through a bad pointer has only pushed its return address: the caller is at rsp."""
    rsp = registers.get(RSP)
    if rsp is None:
        raise Stop("the report has no rsp")
    pc = _read(report, rsp)
    if not is_text(pc - 1):
        raise Stop("no return address lies at rsp: it was a jump or return, or the stack is bad")
    registers[RSP] = (rsp + 8) & MASK
    return Frame(pc, is_return=True)


def _step(report, table, registers, frame, entry):
    """The caller's registers and frame; the frame is None behind the outermost function."""
    found = table.find(frame.lookup)
    if not found:
        if frame.pc == entry:
            return registers, None
        raise Stop("there is no frame information for this function")
    rules, is_signal = found
    if _is_outermost(rules):
        return registers, None
    cfa = _canonical_frame_address(rules["cfa"], registers)
    if cfa <= registers.get(RSP, -1) and not is_signal:
        raise Stop("the frame information leads backwards: the stack or its pointer is damaged")
    # What is neither described nor callee-saved is lost; its absence shows where a rule needs it.
    caller = {k: v for k, v in registers.items() if is_signal or k in CALLEE_SAVED}
    caller[RSP] = cfa
    for number, rule in rules.items():
        if isinstance(number, int):
            _restore(report, caller, registers, number, rule, cfa)
    pc = caller.pop(RETURN_ADDRESS, 0)
    return caller, Frame(pc, is_return=not is_signal) if pc else None


def _canonical_frame_address(rule, registers):
    if rule.expr is not None:
        raise Stop("this function's frame is described by an expression, which is not supported")
    base = registers.get(rule.reg)
    if base is None:
        raise Stop("the register that holds this function's frame is not known")
    return (base + rule.offset) & MASK


def _is_outermost(rules):
    rule = rules.get(RETURN_ADDRESS)
    return rule is None or rule.type == RegisterRule.UNDEFINED


def _restore(report, caller, registers, number, rule, cfa):
    if rule.type == RegisterRule.OFFSET:
        word = report.word((cfa + rule.arg) & MASK)
        if word is None and number == RETURN_ADDRESS:
            raise _out_of_words(report, cfa + rule.arg)
        value = word
    elif rule.type == RegisterRule.VAL_OFFSET:
        value = (cfa + rule.arg) & MASK
    elif rule.type == RegisterRule.REGISTER:
        value = registers.get(rule.arg)
    elif rule.type == RegisterRule.SAME_VALUE:
        value = registers.get(number)
    else:
        value = None
    caller.pop(number, None)
    if value is not None:
        caller[number] = value


def _read(report, address):
    word = report.word(address)
    if word is None:
        raise _out_of_words(report, address)
    return word


def _out_of_words(report, address):
    stack = report.stack_below(address)
    if not stack or not stack.words:
        return Stop("the report has no stack words")
    if address < stack.end:
        return Stop("a return address lies below the report's stack words: the stack is damaged")
    missing = (address - stack.end) // 8 + 1
    if missing > 1 << 16:
        return Stop("a return address lies far above the stack words: the stack is damaged")
    return Stop(
        f"the report's {len(stack.words)} stack words end here; for this step it takes {missing} "
        "more (CONFIG_PANIC_STACK_WORDS in make menuconfig)"
    )
