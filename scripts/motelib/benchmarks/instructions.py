# SPDX-License-Identifier: BSD-3-Clause
"""Instruction counts, exact: the bench image under -icount, where a tick of the TSC is an
instruction."""

import re

from motelib import qemu
from motelib.benchmarks.figure import Figure
from motelib.report import UserError

LINE = re.compile(r"^bench: (\w+) (\d+) (\d+) (.*)$", re.M)


def measure(elf):
    """The figures that the image prints, and what its start takes on a large machine."""
    figures = []
    for name, median, p99, text in _run(elf, "64M"):
        figures.append(Figure("instructions", name, text, int(median), "instructions"))
        if p99 != median:
            figures.append(Figure("instructions", f"{name}_p99", f"{text} (99th percentile)",
                                  int(p99), "instructions"))
    measured = {figure.name for figure in figures}
    for name, median, _, text in _run(elf, "4G"):
        if name == "start":
            figures.append(Figure("instructions", "start_4g", f"{text}, with 4 GiB of memory",
                                  int(median), "instructions"))
        elif name not in measured:
            # What takes more memory than the first machine has.
            figures.append(Figure("instructions", name, text, int(median), "instructions"))
    return figures


def _run(elf, memory):
    result = qemu.boot(elf, memory=memory, accel="tcg", icount=0, timeout=120)
    lines = LINE.findall(result.console)
    if result.status != 0 or not lines:
        raise UserError(f"the bench image was to print its figures and ended with status "
                        f"{result.status} and this output:\n{result.console}{result.qemu_stderr}")
    return lines
