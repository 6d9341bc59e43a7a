#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""make run: boots an image in QEMU, passes its console through, and says how it went.

The exit status is the image's (0 to 127). Where there is none: 124 when time was up, 125 when the
image ended without a status, 130 after Ctrl-C, 1 when the host could not run it.

The terminal is never put into another mode, so nothing can leave it broken: the guest gets input
line by line, as the terminal edits it.
"""

import argparse
import json
import os
import shlex
import sys

from motelib import child, qemu
from motelib.image import add_image_options, chosen_image, shown
from motelib.panic import Reader
from motelib.report import UserError, run_verb
from motelib.xen.console import said_since_start

TIMED_OUT = 124
WITHOUT_STATUS = 125
HOW_WITHOUT_STATUS = "a triple fault, a reset, or a power-off without exit status"
HOW_ON_XEN = "what Xen says below"

STATUS_TOO_LITTLE = 71  # core/include/mote/status.h: memory, or a start-up step that failed


class Console:
    """Passes a guest's console through, and follows each panic report in it with a backtrace."""

    def __init__(self, image, is_shown):
        self.image = image
        self.is_shown = is_shown
        self.panics = []
        self._reader = Reader()
        self._reports = []
        self._at_line_start = True

    def take(self, data):
        """Takes what the guest has just printed."""
        if self.is_shown:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        self._at_line_start = data.endswith(b"\n")
        self._reports += self._reader.feed(data)

    def settle(self):
        """Does, while the guest is quiet, what would hold its stream up: unwinding is slow."""
        reports, self._reports = self._reports, []
        for report in reports:
            self._explain(report)

    def end(self):
        """Takes the stream's end."""
        self._reports += self._reader.finish()
        self.settle()
        if self.is_shown and not self._at_line_start:
            print(file=sys.stderr)

    def _explain(self, report):
        # Loaded only now: a run without a panic needs no ELF reader, and starts sooner without.
        from motelib.backtrace import backtrace

        try:
            trace = backtrace(report, self.image.elf, self.image.debug)
        except UserError as error:
            self.panics.append({"message": report.message, "frames": [], "notes": [str(error)]})
            explanation = f"mote: there is no backtrace: {error}"
        else:
            self.panics.append({"message": report.message, **trace.as_data()})
            explanation = trace.text()
        if self.is_shown:
            print(explanation, file=sys.stderr, flush=True)


def parse_arguments():
    """The options, for which the Makefile has variables."""
    parser = argparse.ArgumentParser(prog="make run", description=__doc__.split(": ", 1)[1],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    add_image_options(parser)
    machines = "; ".join(f"{each.name}, {each.summary}" for each in
                         (*qemu.MACHINES.values(), *qemu.XEN_MACHINES.values()))
    parser.add_argument("--machine", help=f"{machines}; by default what the image was made for")
    parser.add_argument("--memory", default="64M", help="such as 64M or 1100k")
    parser.add_argument("--args", default="", help="the command line: parameters -- arguments")
    parser.add_argument("--accel", default="auto", help="auto, tcg or kvm")
    parser.add_argument("--initrd", metavar="FILE", help="a file that is loaded with the image")
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end")
    parser.add_argument("--qemu", default="", metavar="OPTIONS", help="more options for QEMU")
    parser.add_argument("--timeout", type=float, metavar="SECONDS",
                        help="end a run that takes longer")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    child.leave_by_signals("the run")
    image = chosen_image(arguments)
    arguments.machine = arguments.machine or qemu.machine_for(image.elf)
    console = Console(image, is_shown=not arguments.json)
    result = qemu.boot(
        image.elf,
        machine=arguments.machine,
        memory=arguments.memory,
        cmdline=arguments.args,
        initrd=arguments.initrd,
        accel=arguments.accel,
        timeout=arguments.timeout,
        extra=split_options(arguments.qemu),
        stdin=usable_stdin(),
        on_output=console.take,
        on_quiet=console.settle,
    )
    console.end()
    if arguments.json:
        print(json.dumps(as_data(image, arguments, result, console), indent=2))
    else:
        print(summary(image, arguments, result, console), file=sys.stderr)
    return exit_status(result)


def split_options(text):
    """More options for QEMU as a list; quotes work as in a shell."""
    try:
        return shlex.split(text)
    except ValueError as error:
        message = f"reading the options for QEMU, {text!r}: {error}; mend the quotes"
        raise UserError(message, 2) from None


def usable_stdin():
    """Our standard input for the guest; None when it is closed or a terminal we may not read."""
    try:
        stdin = sys.stdin.fileno()
        # A background job that reads its terminal is stopped.
        in_background = os.isatty(stdin) and os.tcgetpgrp(stdin) != os.getpgrp()
    except (OSError, ValueError, AttributeError):
        return None
    return None if in_background else stdin


def exit_status(result):
    """Our own exit status."""
    if result.timed_out:
        return TIMED_OUT
    return WITHOUT_STATUS if result.status is None else result.status


def outcome(arguments, result):
    """What the summary says of the exit status."""
    if result.timed_out:
        return f"none: it was still running after {arguments.timeout:g} s (--timeout)"
    if result.status is None:
        how = HOW_ON_XEN if result.hypervisor_log else HOW_WITHOUT_STATUS
        return f"none, a failure: the image ended by {how}"
    return str(result.status)


def summary(image, arguments, result, console):
    """A few aligned lines on the run."""
    first = result.seconds_to_first_byte
    spoken = "silent" if first is None else f"{duration(first)} to the first byte"
    rows = [
        ("exit status", outcome(arguments, result)),
        ("image", f"{image.elf.stat().st_size:,} bytes, {shown(image.elf)}"),
        ("time", f"{spoken}, {duration(result.seconds)} to the end "
                 f"({arguments.machine}, {result.accelerator.upper()})"),
    ]
    messages = result.qemu_stderr.strip().splitlines()
    rows += [("QEMU said", message) for message in messages]
    if result.status is None:
        rows += [("Xen said", message) for message in said_since_start(result.hypervisor_log)]
    rows.append(("next", next_step(result, console)))
    return "\n".join(f"  {name:<11}  {value}" for name, value in rows)


def next_step(result, console):
    """What to type next."""
    if result.status == STATUS_TOO_LITTLE:
        return "make run MEM=128M, make size"
    if result.hypervisor_log and result.seconds_to_first_byte is None:
        return "make set SET=DRIVER_XEN=y, without which an image for PVH is silent on Xen"
    if console.panics or result.status != 0:
        return "make debug, make menuconfig, make run ARGS=help"
    return "make menuconfig, make size, make debug"


def duration(seconds):
    """Seconds as a person reads them."""
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def as_data(image, arguments, result, console):
    """The run for other programs."""
    return {
        "name": image.name,
        "image_bytes": image.elf.stat().st_size,
        "machine": arguments.machine,
        "memory": arguments.memory,
        "accelerator": result.accelerator,
        "arguments": arguments.args,
        "status": result.status,
        "timed_out": result.timed_out,
        "seconds_to_first_byte": result.seconds_to_first_byte,
        "seconds": result.seconds,
        "console": result.console,
        "panics": console.panics,
        "qemu_stderr": result.qemu_stderr,
        "hypervisor_log": result.hypervisor_log,
    }


if __name__ == "__main__":
    run_verb(main)
