# SPDX-License-Identifier: BSD-3-Clause
"""What QEMU is told so that Xen comes up in it and boots an image as domain 0."""

import os
import re

from motelib.report import UserError
from motelib.xen import hypervisor

# Under TCG, SMAP and RDTSCP make a guest or Xen itself fail, and XSAVE Xen's tools.
CPU = {"tcg": "max,-smap,-rdtscp,-monitor,-xsave", "kvm": "host"}

# A PVH domain 0 needs an IOMMU, which is passed through as there is one domain only.
QEMU_OPTIONS = {"pv": [], "pvh": ["-device", "amd-iommu"]}
XEN_OPTIONS = {"pv": "", "pvh": " dom0=pvh dom0-iommu=passthrough"}

CONSOLE = "console=com1 com1=115200,8n1 loglvl=all"
# Scrubbing free memory, deeper idling and looking for machine checks only take time here.
QUICKLY = "bootscrub=0 cpuidle=0 mce=0"

UNITS_IN_KIB = {"k": 1, "": 1 << 10, "m": 1 << 10, "g": 1 << 20, "t": 1 << 30}
# What Xen takes besides: itself, and what it notes down on each page.
XEN_KIB = 192 << 10
PAGES_FOR_ONE_OF_XEN = 32


def options(elf, domain, memory, cmdline="", initrd=None):
    """QEMU's options: memory, kernel, command line, modules. `memory` is the domain's."""
    kib = _in_kib(memory)
    modules = [" ".join(part for part in (_path(elf), cmdline) if part)]
    modules += [_path(initrd)] if initrd else []
    xen = f"{CONSOLE} {QUICKLY} dom0_mem={kib}K,max:{kib}K{XEN_OPTIONS[domain]}"
    return ["-m", f"{(kib + XEN_KIB + kib // PAGES_FOR_ONE_OF_XEN) >> 10}M",
            *QEMU_OPTIONS[domain],
            "-kernel", str(hypervisor.find()), "-append", xen,
            "-initrd", ",".join(module.replace(",", ",,") for module in modules)]


def _in_kib(memory):
    size = re.fullmatch(r"(\d+)([kKmMgGtT]?)", str(memory))
    if not size:
        raise UserError(f"{memory!r} is no amount of memory; give one like MEM=64M", 2)
    return int(size[1]) * UNITS_IN_KIB[size[2].lower()]


def _path(file):
    """The path by which QEMU opens a multiboot module: what is behind a blank is an argument."""
    for path in (str(file), os.path.relpath(file)):
        if not re.search(r"\s", path):
            return path
    raise UserError(f"QEMU can't give {file} to Xen, since there is a blank in its path; "
                    "move it to a folder without one")
