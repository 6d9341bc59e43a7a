# SPDX-License-Identifier: BSD-3-Clause
"""SQLite's speedtest1 in an image and as the only program of a Linux guest: the two in turn, by the
processor time that QEMU uses from the first line that it prints to its last.

Both are the same sources with the same options of SQLite and the same optimisation, on the same
machine. What else the host does disturbs processor time less than time.
"""

import os
import re
import statistics
import subprocess
import tempfile
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
    """One run: seconds of QEMU's processor time, and those of each step by the guest's clock."""

    seconds: float
    steps: dict


class Watch:
    """Notes how much processor time QEMU has used when the first and the last line come."""

    def __init__(self, process):
        self._process = process
        self._said = b""
        self.begin = self.end = None

    def __call__(self, data):
        self._said += data
        if self.begin is None and BEGIN in self._said:
            self.begin = self._used()
        if self.end is None and END.search(self._said):
            self.end = self._used()

    def _used(self):
        """Seconds, of all its threads (proc(5): utime and stime)."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def compare(size, pairs):
    """Yields pairs of Runs, of the image and of the Linux guest."""
    image = saved_images.build(CONFIGURATION)
    lines = image.parts.read_text(encoding="utf-8").splitlines()
    parts = dict(line.split("=", 1) for line in lines)
    arguments = f"--memdb --size {size}"
    with tempfile.TemporaryDirectory(prefix="mote-speedtest-") as temporary:
        folder = Path(temporary)
        progress("compiling the same for Linux")
        program = _compile(paths.ROOT / parts["sqlite"], folder / "speedtest1")
        commands = (qemu.command(image.elf, MACHINE, MEMORY, f"-- {arguments}"),
                    linux_guest.command(program, arguments, folder, MACHINE, MEMORY))
        for _ in range(pairs):
            yield tuple(_run([*command, "-serial", "stdio"]) for command in commands)


def _compile(sources, program):
    subprocess.run([toolchain.compiler(), *OPTIONS, f"-I{sources}", sources / "test/speedtest1.c",
                    sources / "sqlite3.c", "-o", program, "-lm", "-lpthread"], check=True)
    return program


def _run(command):
    pipe = subprocess.PIPE
    process = child.spawn(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, bufsize=0)
    with child.ending(process):
        watch = Watch(process)
        pump = Pump(process, on_output=watch)
        pump.run(TIMEOUT)
    console = pump.output.decode(errors="replace")
    if watch.begin is None or watch.end is None:
        raise UserError(f"speedtest1 did not run to its end:\n{console[-2000:]}")
    steps = {name: float(seconds) for name, seconds in STEP.findall(console)}
    return Run(watch.end - watch.begin, steps)


def ratio(runs):
    """The median of the pairs' ratios, image to guest."""
    return statistics.median(image.seconds / guest.seconds for image, guest in runs)
