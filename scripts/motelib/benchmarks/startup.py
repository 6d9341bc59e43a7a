# SPDX-License-Identifier: BSD-3-Clause
"""Start-up time beside that of a guest that ends at once: the two in turn, and the least of each.

A time depends on the machine and on what else it does, so it has no budget. The least of many
paired runs is what the machine can do when nothing disturbs it.
"""

import subprocess
import tempfile
from pathlib import Path

from motelib import qemu, toolchain
from motelib.benchmarks.figure import Figure

PAIRS = 25


def measure(name, elf, pairs=PAIRS):
    """Three figures in milliseconds: the empty guest, the image, and the difference of the minima."""
    with tempfile.TemporaryDirectory(prefix="mote-bench-") as folder:
        empty = _empty_guest(Path(folder) / "empty.elf")
        times = [(_seconds(empty), _seconds(elf)) for _ in range(pairs)]
    least_empty = min(empty for empty, _ in times) * 1000
    least_image = min(image for _, image in times) * 1000
    how = f"least of {pairs} paired runs, QEMU exec to exit on microvm"
    return [
        Figure(None, "empty", f"a guest that ends at once ({how})", round(least_empty, 1), "ms"),
        Figure(None, name, f"{name} ({how})", round(least_image, 1), "ms"),
        Figure(None, f"{name}_over_empty", f"{name} over the empty guest",
               round(least_image - least_empty, 1), "ms"),
    ]


def _seconds(elf):
    return qemu.boot(elf, timeout=60).seconds


def _empty_guest(output):
    source = Path(__file__).with_name("empty_guest.S")
    subprocess.run([toolchain.compiler(), "-nostdlib", "-static", "-no-pie",
                    "-Wl,--build-id=none,-Ttext=0x100000,-z,noexecstack,-e,start",
                    "-o", str(output), str(source)], check=True)
    return output
