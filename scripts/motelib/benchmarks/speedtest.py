# SPDX-License-Identifier: BSD-3-Clause
"""SQLite's speedtest1 in an image and as the only program of a Linux guest: the two in turn, by the host's
clock, from the first line that it prints to its last.

Both are the same sources with the same options of SQLite and the same optimisation, on the same machine.
"""

import re
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from motelib import child, paths, qemu, saved_images, toolchain
from motelib.benchmarks import linux_guest
from motelib.pump import Pump
from motelib.report import UserError, progress

CONFIGURATION = "sqlite-speedtest"
MACHINE, MEMORY = "q35", "256M"
TIMEOUT = 900
BEGIN = b"-- Speedtest1 for SQLite"
END = re.compile(rb"TOTAL\.+ +([\d.]+)s")
STEP = re.compile(r"^ *(\d+ - .*?)\.+ +([\d.]+)s", re.MULTILINE)
# As apps/sqlite/meson.build and configs/sqlite-speedtest_defconfig have them.
OPTIONS = ("-O2", "-w", "-static", "-DSQLITE_OMIT_LOAD_EXTENSION", "-DSQLITE_NOHAVE_SYSTEM")


@dataclass(frozen=True)
class Run:
    """One run: seconds by the host's clock, and those of each step by the guest's."""

    seconds: float
    steps: dict


class Watch:
    """Notes when the first and the last line come."""

    def __init__(self):
        self.begin = self.end = None
        self._said = b""

    def __call__(self, data):
        self._said += data
        if self.begin is None and BEGIN in self._said:
            self.begin = time.monotonic()
        if self.end is None and END.search(self._said):
            self.end = time.monotonic()

    def run(self, console):
        """The Run, when it is over."""
        if self.begin is None or self.end is None:
            raise UserError(f"speedtest1 did not run to its end:\n{console[-2000:]}")
        steps = {name: float(seconds) for name, seconds in STEP.findall(console)}
        return Run(self.end - self.begin, steps)


def compare(size, pairs):
    """Yields pairs of Runs, of the image and of the Linux guest."""
    image = saved_images.build(CONFIGURATION)
    parts = dict(line.split("=", 1) for line in image.parts.read_text(encoding="utf-8").splitlines())
    arguments = f"--memdb --size {size}"
    with tempfile.TemporaryDirectory(prefix="mote-speedtest-") as temporary:
        folder = Path(temporary)
        progress("compiling the same for Linux")
        program = _compile(paths.ROOT / parts["sqlite"], folder / "speedtest1")
        guest = linux_guest.command(program, arguments, folder, MACHINE, MEMORY) + ["-serial", "stdio"]
        for _ in range(pairs):
            yield _run_image(image, arguments), _run_guest(guest)


def _compile(sources, program):
    subprocess.run([toolchain.compiler(), *OPTIONS, f"-I{sources}", sources / "test/speedtest1.c",
                    sources / "sqlite3.c", "-o", program, "-lm", "-lpthread"], check=True)
    return program


def _run_image(image, arguments):
    watch = Watch()
    result = qemu.boot(image.elf, machine=MACHINE, memory=MEMORY, cmdline=f"-- {arguments}", accel="tcg",
                       timeout=TIMEOUT, on_output=watch)
    return watch.run(result.console)


def _run_guest(command):
    watch = Watch()
    pipe = subprocess.PIPE
    process = child.spawn(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, bufsize=0)
    with child.ending(process):
        pump = Pump(process, on_output=watch)
        pump.run(TIMEOUT)
    return watch.run(pump.output.decode(errors="replace"))


def ratio(runs):
    """The median of the pairs' ratios, image to guest."""
    return statistics.median(image.seconds / guest.seconds for image, guest in runs)
