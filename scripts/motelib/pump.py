# SPDX-License-Identifier: BSD-3-Clause
"""Moves bytes between a child process and us as they come, until the child ends or time is up."""

import os
import selectors
import time

CHUNK = 65536
QUIET_SECONDS = 0.02
KEPT_BYTES = 16 << 20  # A guest that prints for hours must not fill the host's memory.


class Pump:
    """One conversation with a child whose streams are pipes.

    Its output goes to `on_output` (bytes) and, up to a limit, to `output`; `on_quiet` is called
    when output came and then paused: the place for work that would delay the stream.
    `stdin` is a file descriptor to read for the child, or None. `separator`, if there is one, is
    given the output (take, rest) and says which part of it counts, and when all was said (is_over),
    though the child may go on.
    """

    def __init__(self, child, stdin=None, on_output=None, on_quiet=None, separator=None):
        self.child = child
        self.stdin = stdin
        self.on_output = on_output
        self.on_quiet = on_quiet
        self.separator = separator
        self.output = bytearray()
        self.errors = bytearray()
        self.first_byte_time = None
        self._unsent = b""
        self._selector = selectors.PollSelector()

    def run(self, timeout=None):
        """Pumps until the child has closed its output and ended, or the separator says so; False when
        time is up before."""
        deadline = None if timeout is None else time.monotonic() + timeout
        readers = {self.child.stdout: self._take_output, self.child.stderr: self._take_errors}
        for stream, handler in readers.items():
            self._selector.register(stream, selectors.EVENT_READ, handler)
        if self.stdin is not None:
            os.set_blocking(self.child.stdin.fileno(), False)
            self._selector.register(self.stdin, selectors.EVENT_READ, self._take_input)
        with self._selector:
            return self._loop(deadline, readers)

    def _loop(self, deadline, readers):
        fresh = False
        while any(stream in self._selector.get_map() for stream in readers):
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                return False
            pause = QUIET_SECONDS if fresh and self.on_quiet else None
            events = self._selector.select(_least(left, pause))
            for key, _ in events:
                key.data(key.fileobj)
            if fresh and not events and self.on_quiet:
                self.on_quiet()
            fresh = bool(events)
            if self.separator and self.separator.is_over:
                return True
        self.child.wait()
        return True

    def _take_output(self, stream):
        data = self._read(stream)
        if self.separator:
            data = self.separator.take(data) if data else self.separator.rest()
        if not data:
            return
        if self.first_byte_time is None:
            self.first_byte_time = time.monotonic()
        self.output += data[: KEPT_BYTES - len(self.output)]
        if self.on_output:
            self.on_output(data)

    def _take_errors(self, stream):
        self.errors += self._read(stream)[: KEPT_BYTES - len(self.errors)]

    def _read(self, stream):
        data = os.read(stream.fileno(), CHUNK)
        if not data:
            self._selector.unregister(stream)
        return data

    def _take_input(self, stdin):
        """Reads no more than the child takes: what a guest doesn't read stays with its owner."""
        self._unsent = os.read(stdin, CHUNK)
        self._selector.unregister(stdin)
        # At its end the child's stdin stays open: a serial line knows no end of file.
        if self._unsent:
            self._selector.register(self.child.stdin, selectors.EVENT_WRITE, self._send)

    def _send(self, stream):
        try:
            self._unsent = self._unsent[os.write(stream.fileno(), self._unsent) :]
        except BlockingIOError:
            return
        except BrokenPipeError:
            self._selector.unregister(stream)
            return
        if not self._unsent:
            self._selector.unregister(stream)
            self._selector.register(self.stdin, selectors.EVENT_READ, self._take_input)


def _least(*seconds):
    known = [value for value in seconds if value is not None]
    return min(known) if known else None
