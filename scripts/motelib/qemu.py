# SPDX-License-Identifier: BSD-3-Clause
"""Boots an image in QEMU and says how it ended: machines, accelerator, command line, exit status.

`boot` is for programs (tests, benchmarks, make run): what the image did is a Result, what the host
could not do (no QEMU, no KVM, no image) is a UserError.
"""

import os
import re
import shutil
import signal
import struct
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional

from motelib import child
from motelib.pump import Pump
from motelib.report import UserError
from motelib.xen import notes
from motelib.xen.console import Separator, said_since_start

QEMU = "qemu-system-x86_64"
INSTALL = "apt-get install qemu-system-x86"

# isa-debug-exit makes QEMU end with 2v + 1 for a byte v; at most 7 bits of v arrive.
EXIT_DEVICE = "isa-debug-exit,iobase=0xf4,iosize=1"
CPU = {"tcg": "max", "kvm": "host"}
# Instructions are counted without x2APIC mode, which QEMU's emulation has from version 9 on: it ends
# with "Bad icount read" when the APIC's timer is set by an MSR, which it doesn't count as I/O.
COUNTED_CPU = "max,-x2apic"
FIRMWARE_FOLDERS = ("../share/qemu", "../share/qboot")
MEMORY_UNITS = {"k": 10, "": 20, "m": 20, "g": 30, "t": 40}  # QEMU counts in MiB by default.

ELF_HEADER_BYTES = 64
PROGRAM_HEADER = struct.Struct("<IIQQQQQQ")
PT_LOAD = 1


@dataclass(frozen=True)
class Machine:
    """A machine that an image boots on: its name, QEMU's -M options and what it is for."""

    name: str
    options: str
    summary: str
    firmware: Optional[str] = None  # Faster than QEMU's own choice, used where it is installed.
    domain: Optional[str] = None  # "pv" or "pvh": Xen boots the image as such a domain 0


# What a microvm leaves out (the legacy interrupt controller, option ROMs) is start-up time. It has
# the 8254, without which nothing tells how fast the TSC counts once the local APIC's timer is in use,
# and the clock that knows the date. In 160 starts each, in turn, of a guest that ends at once, either
# cost about a quarter of a millisecond of processor time, less than the starts differ by themselves.
LEAN = "pic=off,pit=on,rtc=on,isa-serial=on,x-option-roms=off,auto-kernel-cmdline=off"

MACHINES = {
    machine.name: machine
    for machine in (
        Machine("microvm", f"microvm,acpi=off,{LEAN}", "the least that boots"),
        # Named, as QEMU takes SeaBIOS where there is ACPI, and newer ones hang without a timer.
        Machine("microvm-acpi", f"microvm,acpi=on,{LEAN}", "with ACPI, so that it can power off",
                firmware="qboot.rom"),
        Machine("q35", "q35", "an ordinary PC, with a fast firmware", firmware="qboot.rom"),
        Machine("q35-seabios", "q35", "an ordinary PC, with its usual firmware"),
    )
}

# Apart from the others, as an image has to be made for them and Xen has to be had.
XEN_MACHINES = {
    machine.name: machine
    for machine in (
        Machine("xen-pvh", "q35,kernel-irqchip=split", "a real Xen with the image as domain 0, PVH",
                domain="pvh"),
        Machine("xen-pv", "q35", "the same, PV", domain="pv"),
    )
}


@dataclass(frozen=True)
class Result:
    """How a run ended.

    `status` is what the image gave (0..127), or None where it ended without one (`timed_out` tells
    a run that was cut off from a triple fault or power-off). Times are seconds since QEMU's exec;
    `seconds_to_first_byte` is None for a silent image.
    """

    status: Optional[int]
    timed_out: bool
    console: str
    seconds_to_first_byte: Optional[float]
    seconds: float
    qemu_stderr: str
    accelerator: str
    command: List[str]
    hypervisor_log: str = ""  # what Xen has said, on its machines

    def what_was_said(self):
        """The console, and what Xen has said meanwhile: what tells why a run has failed."""
        return "\n".join([self.console, *said_since_start(self.hypervisor_log)])


def find_machine(name):
    """The machine of that name, or a sentence with those that there are."""
    machines = {**MACHINES, **XEN_MACHINES}
    if name in machines:
        return machines[name]
    raise UserError(f"there is no machine called {name!r}; choose one of {', '.join(machines)}", 2)


def machine_for(elf):
    """The name of the machine that an image was made for, judged by how it is entered."""
    return "xen-pv" if notes.entries(elf) == {"pv"} else "microvm"


def check_machine(elf, machine):
    """Raises a UserError when an image can't be entered in the way of a machine."""
    entries = notes.entries(elf)
    needed = find_machine(machine).domain or "pvh"
    if entries and needed not in entries:
        raise UserError(f"{elf} was made for another platform than {machine} starts; leave MACHINE "
                        f"out for {machine_for(elf)}, or choose the platform in make menuconfig")


def kvm_obstacle():
    """Why KVM can't be used here, or None. A device alone proves nothing: containers offer one."""
    try:
        flags = re.search(r"^flags\s*:(.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        flags = None
    if not flags or not {"vmx", "svm"} & set(flags[1].split()):
        return "this machine has no hardware virtualisation (neither vmx nor svm in /proc/cpuinfo)"
    try:
        os.close(os.open("/dev/kvm", os.O_RDWR | os.O_CLOEXEC))
    except OSError as error:
        return f"/dev/kvm does not open ({error.strerror})"
    return None


def choose_accelerator(wanted="auto"):
    """The accelerator to use: KVM where it is real, TCG otherwise, or what was asked for."""
    if wanted not in ("auto", *CPU):
        raise UserError(f"there is no accelerator called {wanted!r}; choose auto, tcg or kvm", 2)
    if wanted == "tcg":
        return "tcg"
    obstacle = kvm_obstacle()
    if not obstacle:
        return "kvm"
    if wanted == "kvm":
        raise UserError(
            f"KVM was asked for, but {obstacle}; use ACCEL=tcg, or leave ACCEL out to have it "
            "chosen"
        )
    return "tcg"


def find_qemu():
    """QEMU's path, or a sentence with the command that installs it."""
    path = shutil.which(QEMU)
    if path:
        return path
    raise UserError(f"{QEMU} is not installed; install it with `{INSTALL}`, or type ./mote run")


def command(
    elf,
    machine="microvm",
    memory="64M",
    cmdline="",
    initrd=None,
    accel="tcg",
    icount=None,
    extra=(),
):
    """QEMU's command line for an image. `icount` is a shift: 2^icount ns of time an instruction."""
    qemu = find_qemu()
    chosen = find_machine(machine)
    line = [qemu, "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"]
    line += ["-M", chosen.options, "-accel", accel, "-device", EXIT_DEVICE]
    if chosen.domain:
        from motelib.xen import machine as xen  # Only now: what it needs takes time to load.

        line += ["-cpu", xen.CPU[accel], *xen.options(elf, chosen.domain, memory, cmdline, initrd)]
        return line + _icount(icount) + list(extra)
    line += ["-cpu", CPU[accel] if icount is None else COUNTED_CPU]
    line += ["-m", str(memory), "-kernel", str(elf)]
    firmware = chosen.firmware and _find_firmware(qemu, chosen.firmware)
    if firmware:
        line += ["-bios", str(firmware)]
    if cmdline:
        line += ["-append", cmdline]
    if initrd:
        line += ["-initrd", str(initrd)]
    return line + _icount(icount) + list(extra)


def _icount(shift):
    return [] if shift is None else ["-icount", f"shift={shift},sleep=off"]


def _find_firmware(qemu, name):
    # Not resolved through links: the firmware is beside where QEMU is installed, not its wrapper.
    for folder in FIRMWARE_FOLDERS:
        path = Path(os.path.normpath(Path(qemu).parent / folder / name))
        if path.is_file():
            return path
    return None


def check_files(elf, initrd=None):
    """Raises a UserError when a file to boot isn't there."""
    if not Path(elf).is_file():
        raise UserError(f"there is no image {elf} to boot; build it first (`make`)")
    if initrd and not Path(initrd).is_file():
        raise UserError(f"there is no initrd {initrd}; give the path of a file in INITRD=")


def check_memory(elf, memory, machine="microvm"):
    """Raises a UserError when the image doesn't even fit into memory as a file.

    An image says by itself when it has too little memory, but not where its code isn't in memory.
    Xen does.
    """
    if find_machine(machine).domain:
        return
    size = re.fullmatch(r"(\d+)([kKmMgGtT]?)", str(memory))
    if not size:
        return  # QEMU explains it better.
    available = int(size[1]) << MEMORY_UNITS[size[2].lower()]
    needed = _highest_byte(elf)
    if available < needed:
        raise UserError(
            f"{elf} lies at addresses up to {-(-needed // 1024)} KiB and needs more memory than "
            f"MEM={memory}; give it more, or leave MEM out"
        )


def _highest_byte(elf):
    """Where the last byte loaded from an ELF file ends; 0 for what is no 64-bit ELF file."""
    data = Path(elf).read_bytes()
    if data[:5] != b"\x7fELF\x02" or len(data) < ELF_HEADER_BYTES:
        return 0
    (table,) = struct.unpack_from("<Q", data, 32)
    entry_size, entries = struct.unpack_from("<HH", data, 54)
    ends = [0]
    for offset in range(table, table + entry_size * entries, entry_size or 1):
        if offset + PROGRAM_HEADER.size <= len(data):
            kind, _, _, _, address, size, _, _ = PROGRAM_HEADER.unpack_from(data, offset)
            ends += [address + size] if kind == PT_LOAD else []
    return max(ends)


def boot(
    elf,
    machine=None,
    memory="64M",
    cmdline="",
    initrd=None,
    accel="auto",
    icount=None,
    timeout=60,
    extra=(),
    stdin=None,
    on_output=None,
    on_quiet=None,
):
    """Boots an image, waits for its end and returns a Result; no process is left behind.

    `machine` is a name, or None for the one that the image was made for; `memory` as QEMU takes it
    ("64M", "1100k"); `icount` (a shift) makes instruction counts repeatable and implies TCG;
    `timeout` in seconds or None; `extra` holds more options of QEMU; `stdin` is a file descriptor
    to feed the console from; `on_output` and `on_quiet` as in Pump.
    """
    check_files(elf, initrd)
    machine = machine or machine_for(elf)
    check_machine(elf, machine)
    check_memory(elf, memory, machine)
    on_xen = bool(find_machine(machine).domain)
    # Xen was tried under TCG: KVM must be asked for.
    is_tcg = icount is not None or (on_xen and accel == "auto")
    accelerator = "tcg" if is_tcg else choose_accelerator(accel)
    line = command(elf, machine, memory, cmdline, initrd, accelerator, icount, extra)
    line += ["-serial", "stdio"]
    pipe = subprocess.PIPE
    source = subprocess.DEVNULL if stdin is None else pipe
    with child.ending(child.spawn(line, stdin=source, stdout=pipe, stderr=pipe, bufsize=0)) as qemu:
        separator = Separator() if on_xen else None
        pump = Pump(qemu, stdin, on_output, on_quiet, separator)
        ended = pump.run(timeout)
        seconds = time.monotonic() - qemu.exec_time
    if on_quiet:
        on_quiet()
    stderr = pump.errors.decode(errors="replace")
    # Where Xen has said that it was all, QEMU was ended by us.
    by_itself = ended and not (separator and separator.is_over)
    if by_itself:
        refuse_host_failure(qemu.returncode, stderr, bool(pump.output))
    first = pump.first_byte_time
    return Result(
        status=image_status(qemu.returncode) if by_itself else None,
        timed_out=not ended,
        console=pump.output.decode(errors="replace"),
        seconds_to_first_byte=None if first is None else first - qemu.exec_time,
        seconds=seconds,
        qemu_stderr=stderr,
        accelerator=accelerator,
        command=line,
        hypervisor_log=separator.log() if separator else "",
    )


def image_status(returncode):
    """What the image gave, from QEMU's exit status; None where it ended without a status."""
    return returncode >> 1 if returncode > 0 and returncode & 1 else None


def refuse_host_failure(returncode, stderr, spoke):
    """Raises a UserError when it was QEMU that failed, and not the image.

    QEMU's own failures end with 1, which is an image's status 0 too. They differ in that QEMU gives
    the reason, and that the image has said nothing yet.
    """
    if returncode < 0:
        name = _signal_name(-returncode)
        raise UserError(
            f"QEMU was ended by {name}{_quoted(stderr)}; try ACCEL=tcg, or a newer QEMU"
        )
    if returncode == 1 and not spoke and _complaints(stderr):
        raise UserError(
            f"QEMU did not start the image{_quoted(stderr)}; check MACHINE=, MEM=, ACCEL=, INITRD= "
            "and the options given to QEMU"
        )


def _signal_name(number):
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _complaints(stderr):
    lines = (line.strip() for line in stderr.splitlines())
    return [line for line in lines if line and not re.search(r": (warning|info): ", line)]


def _quoted(stderr):
    text = " / ".join(_complaints(stderr))
    return f", saying “{text}”" if text else ""
