# SPDX-License-Identifier: BSD-3-Clause
"""The least memory in which an image still does its work, found by halving."""

from motelib import qemu
from motelib.benchmarks.figure import Figure

STEP_KIB = 4  # a page; QEMU takes memory in these steps
LOW_KIB = 1024
HIGH_KIB = 64 * 1024


def measure(name, elf):
    """The figure for a configuration whose image ends with status 0 where it has enough memory."""
    low, high = LOW_KIB, HIGH_KIB  # too little, enough
    while high - low > STEP_KIB:
        middle = (low + high) // 2 // STEP_KIB * STEP_KIB
        if _works(elf, middle):
            high = middle
        else:
            low = middle
    return Figure("memory", name, f"least memory in which {name} runs on microvm", high, "KiB")


def _works(elf, kib):
    try:
        return qemu.boot(elf, memory=f"{kib}k", timeout=20).status == 0
    except qemu.UserError:
        return False  # refused on the host: the file alone doesn't fit
