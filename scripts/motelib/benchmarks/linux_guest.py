# SPDX-License-Identifier: BSD-3-Clause
"""A small Linux guest whose one program is a static one: what an image is compared with.

The kernel is the distribution's for virtual machines. Its package is downloaded and unpacked into
build/parts/linux and kept there; nothing is installed.
"""

import re
import subprocess
import tempfile
from pathlib import Path

from motelib import paths, qemu
from motelib.parts.apt import Apt
from motelib.report import UserError, progress

FOLDER = paths.BUILD / "parts" / "linux"
PACKAGE = "linux-image-cloud-amd64"
KERNEL = re.compile(r"linux-image-[\w.+-]+")
# It says nothing unless something is wrong, and restarts, which ends QEMU, when the program has
# ended.
PARAMETERS = "console=ttyS0 quiet panic=-1 --"


def kernel():
    """The path of the kernel, which is downloaded where it isn't there yet."""
    found = sorted(FOLDER.glob("vmlinuz-*"))
    return found[-1] if found else _download()


def _download():
    progress(f"downloading {PACKAGE}, which is not installed but unpacked into build/parts/linux")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER, prefix=".download-") as temporary:
        folder = Path(temporary)
        apt = Apt(folder / "apt", "deb")
        # The package of that name only depends on the newest kernel's.
        package = _fetched(apt, PACKAGE, folder / "name")
        name = KERNEL.search(_run("dpkg-deb", "-f", package, "Depends"))
        if not name:
            raise UserError(f"the package {PACKAGE} names no kernel")
        _run("dpkg-deb", "-x", _fetched(apt, name[0], folder / "kernel"), folder / "unpacked")
        made = next((folder / "unpacked/boot").glob("vmlinuz-*"))
        return made.rename(FOLDER / made.name)


def _fetched(apt, package, folder):
    folder.mkdir()
    apt.binary(package, folder)
    return next(folder.glob("*.deb"))


def _run(*command):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise UserError(f"{command[0]} failed: {done.stderr.strip()}")
    return done.stdout


def initramfs(program, path):
    """Writes an initramfs with a static program as its init."""
    path.write_bytes(_entry("init", 0o100755, program.read_bytes(), 1)
                     + _entry("TRAILER!!!", 0, b"", 0))
    return path


def _entry(name, mode, data, number):
    """A file as cpio's "new ASCII format" has it: 13 numbers, the name, the content."""
    name = name.encode() + b"\0"
    numbers = (number, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name), 0)
    head = b"070701" + b"".join(b"%08X" % each for each in numbers) + name
    return head + bytes(-len(head) % 4) + data + bytes(-len(data) % 4)


def command(program, arguments, folder, machine="q35", memory="256M"):
    """QEMU's command line for a guest that runs a static program; `folder` takes its initramfs."""
    initrd = initramfs(program, folder / "initramfs")
    return qemu.command(kernel(), machine, memory, f"{PARAMETERS} {arguments}", initrd)
