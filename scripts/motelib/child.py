# SPDX-License-Identifier: BSD-3-Clause
"""A child process that never outlives us, whatever ends us: an error, Ctrl-C, kill or kill -9."""

import contextlib
import ctypes
import mmap
import os
import signal
import struct
import subprocess
import time

from motelib.report import UserError

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)
PATIENCE_SECONDS = 3
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def spawn(command, death_signal=signal.SIGKILL, own_session=True, **streams):
    """Starts a command and returns its Popen, with `exec_time` set.

    The kernel sends the child `death_signal` when the thread that called spawn ends, so not even
    SIGKILL leaves it behind. In a session of its own it gets no Ctrl-C from the terminal: we do,
    and end it. `exec_time` is time.monotonic() just before exec, taken in the child, because a
    busy machine may wake the parent late.
    """
    parent = os.getpid()
    clock = mmap.mmap(-1, mmap.PAGESIZE)

    def in_child():
        LIBC.prctl(PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:
            os._exit(1)  # The parent went before it was watched.
        clock[:8] = struct.pack("d", time.monotonic())

    child = subprocess.Popen(
        command, preexec_fn=in_child, start_new_session=own_session, **streams
    )
    child.exec_time = struct.unpack("d", clock[:8])[0]
    clock.close()
    return child


@contextlib.contextmanager
def ending(child, gently=False):
    """Ends the child on the way out of a `with` block, however the block is left.

    `gently` lets it clean up first: a program that owns the terminal has to restore it.
    """
    try:
        yield child
    finally:
        if gently:
            child.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(PATIENCE_SECONDS)
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout, child.stderr):
            if stream:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()


def leave_by_signals(what):
    """Makes SIGTERM and SIGHUP unwind the program, as Ctrl-C does, so that `ending` blocks run."""

    def leave(number, _frame):
        for each in ENDING_SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise UserError(f"{what} was ended by {signal.Signals(number).name}", 128 + number)

    for number in ENDING_SIGNALS:
        # nohup ignores SIGHUP on purpose.
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, leave)
