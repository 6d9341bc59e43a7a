# SPDX-License-Identifier: BSD-3-Clause
"""The terminal that a run belongs to, while the image in it reads what is typed.

Such an image edits lines and echoes by itself, so the terminal hands on each key as it is typed, and is put
back in whatever way the run ends. Ctrl-C is one of these keys. It ends the run all the same where the
image says nothing to it, or where it is typed twice in a second.
"""

import contextlib
import os
import signal
import struct
import termios
import time
from pathlib import Path

CTRL_C = b"\x03"
CTRL_D = b"\x04"  # What ends the image's input.
ANSWER_SECONDS = 0.5
TWICE_SECONDS = 1.0

# What an image has that reads its console: core/include/mote/console.h.
INPUT_SYMBOL = b"\0mote_console_input_start\0"
SHT_STRTAB = 3
SECTION_HEADER = struct.Struct("<IIQQQQIIQQ")


def reads_console(debug):
    """Whether an image reads its console, by the names in its file with symbols."""
    try:
        data = Path(debug).read_bytes()
        (table,) = struct.unpack_from("<Q", data, 40)
        size, count = struct.unpack_from("<HH", data, 58)
        headers = [SECTION_HEADER.unpack_from(data, table + size * i) for i in range(count)]
    except (OSError, struct.error):
        return False
    return any(INPUT_SYMBOL in data[start : start + length]
               for _, kind, _, _, start, length, *_ in headers if kind == SHT_STRTAB)


class Keys:
    """Passes keys on, and watches for a Ctrl-C that the image doesn't answer."""

    def __init__(self, is_terminal):
        self.is_terminal = is_terminal
        self._last = None

    def typed(self, data):
        """Takes what was typed before the image gets it."""
        if not self.is_terminal or CTRL_C not in data:
            return
        now = time.monotonic()
        if data.count(CTRL_C) > 1 or (self._last and now - self._last < TWICE_SECONDS):
            raise KeyboardInterrupt
        self._last = now
        signal.setitimer(signal.ITIMER_REAL, ANSWER_SECONDS)

    def answered(self):
        """The image has said something."""
        if self._last:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _not_answered(_number, _frame):
    raise KeyboardInterrupt


@contextlib.contextmanager
def typing(descriptor):
    """Has the terminal DESCRIPTOR hand on keys meanwhile, if it is one; gives Keys."""
    if descriptor is None or not os.isatty(descriptor):
        yield Keys(is_terminal=False)
        return
    before = termios.tcgetattr(descriptor)
    raw = termios.tcgetattr(descriptor)
    raw[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
    raw[3] &= ~(termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)
    handler = signal.signal(signal.SIGALRM, _not_answered)
    try:
        # TCSANOW: what was typed ahead is for the image.
        termios.tcsetattr(descriptor, termios.TCSANOW, raw)
        yield Keys(is_terminal=True)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
