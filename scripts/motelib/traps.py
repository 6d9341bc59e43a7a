# SPDX-License-Identifier: BSD-3-Clause
"""The processor's exceptions in words: images print only the mnemonic (Intel SDM volume 3 table
6-1)."""

import re

WORDS = {
    "#DE": "division by zero, or a quotient too large",
    "#DB": "debug exception",
    "NMI": "non-maskable interrupt",
    "#BP": "breakpoint instruction",
    "#OF": "overflow",
    "#BR": "bound exceeded",
    "#UD": "invalid instruction",
    "#NM": "FPU instruction without an FPU",
    "#DF": "double fault: an exception while another was being delivered",
    "#TS": "invalid task state segment",
    "#NP": "segment not present",
    "#SS": "stack segment fault, often an address that is not canonical",
    "#GP": "general protection: an address that is not canonical, or an instruction not allowed",
    "#PF": "page fault",
    "#MF": "x87 floating point error",
    "#AC": "misaligned access",
    "#MC": "machine check: the hardware reports an error",
    "#XM": "SIMD floating point error",
    "#VE": "virtualization exception",
    "#CP": "control protection",
}
TRAP = re.compile(r"trap \d+ \((...)\)")


def explain(message):
    """What a panic's message means where it names a trap by its mnemonic; None for others."""
    match = TRAP.search(message)
    return WORDS.get(match[1]) if match else None
