# SPDX-License-Identifier: BSD-3-Clause
"""Tells apart what domain 0 and Xen itself print: they share one serial line.

Xen begins each of its lines with "(XEN) ", also where the domain has not ended its own, and sends
a carriage return before each line feed.
"""

import re

MARK = b"(XEN) "
LINES_WITHOUT_DOMAIN = 10

# When Xen has said one of these, nothing more comes of the image: Xen then waits, some seconds or
# for ever (common/shutdown.c, drivers/char/console.c).
LAST_WORDS = re.compile(rb"Hardware Dom\d+ (?:halted|crashed|shutdown)|Reboot in five seconds|"
                        rb"Manual reset required")

# What Xen says just before it lets the domain run (arch/x86/setup.c).
READY = re.compile(r"^Freed \d+kB init memory\n", re.MULTILINE)


def said_since_start(log):
    """Of Xen's log, the lines that came while the domain ran; of a Xen without a domain, the last."""
    before, *behind = READY.split(log)
    return behind[-1].splitlines() if behind else before.splitlines()[-LINES_WITHOUT_DOMAIN:]


class Separator:
    """Takes the serial line's bytes as they come; gives the domain's, and keeps Xen's lines.

    `is_over` says that the domain has ended, or Xen has.
    """

    def __init__(self):
        self.is_over = False
        self._lines = []
        self._line = None  # of Xen's, that is still being said
        self._kept = b""  # what may turn out to be the begin of a mark or of a line's end

    def take(self, data):
        """The bytes of the domain among what has come."""
        data = self._kept + data
        self._kept = b""
        domain = b""
        while data:
            if self._line is None:
                before, data = self._until_mark(data)
                domain += before
            else:
                data = self._until_end(data)
        return domain.replace(b"\r\n", b"\n")

    def rest(self):
        """What was kept back, at the end of all."""
        kept, self._kept = self._kept, b""
        return kept

    def log(self):
        """All that Xen has said."""
        lines = self._lines + ([self._line] if self._line else [])
        return "".join(line.decode(errors="replace").rstrip() + "\n" for line in lines)

    def _until_mark(self, data):
        before, mark, behind = data.partition(MARK)
        if mark:
            self._line = b""
            return before, behind
        for length in range(min(len(MARK) - 1, len(data)), 0, -1):
            if MARK.startswith(data[-length:]):
                self._kept = data[-length:]
                return data[:-length], b""
        if data.endswith(b"\r"):
            self._kept = b"\r"
            return data[:-1], b""
        return data, b""

    def _until_end(self, data):
        said, end, behind = data.partition(b"\n")
        self._line += said
        if end:
            self._lines.append(self._line)
            self.is_over = self.is_over or bool(LAST_WORDS.match(self._line))
            self._line = None
        return behind
