# SPDX-License-Identifier: BSD-3-Clause
"""Xen's hypervisor as an ELF file: the installed one, or the distribution's package, downloaded.

Nothing is installed: the package would make Xen what the machine boots next. It comes from the
machine's own package sources, which prove it by their signatures; it is unpacked into build/parts/xen
and kept there. Any user may do that.
"""

import gzip
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from motelib import paths
from motelib.report import UserError, progress

BOOT = Path("/boot")
INSTALLED = re.compile(r"xen-([0-9.]+)[a-z0-9.-]*\.gz")
PACKAGE = re.compile(r"xen-hypervisor-([0-9.]+)-amd64")
IN_PACKAGE = re.compile(r"(?:\./)?boot/xen-[0-9.]+[a-z0-9.-]*\.gz")
NEXT_STEP = ("install Xen's hypervisor (on Debian and Ubuntu the package xen-hypervisor-*-amd64; it "
             "may change what the machine boots), or put xen-VERSION.gz into /boot")
NO_RESTRICTION = ("-o", "APT::Sandbox::User=root")  # Our folder is not apt's to enter; no warning.


def find():
    """The path of the hypervisor's ELF file, which is made where there is none yet."""
    folder = paths.BUILD / "parts" / "xen"
    compressed = _installed()
    if compressed:
        return _unpacked(folder, compressed.name, compressed.read_bytes(), str(compressed))
    return _kept(folder) or _downloaded(folder)


def _installed():
    """The newest hypervisor in /boot that may be read."""
    try:
        found = [path for path in BOOT.iterdir()
                 if INSTALLED.fullmatch(path.name) and os.access(path, os.R_OK)]
    except OSError:
        return None
    return max(found, key=lambda path: _version(INSTALLED.fullmatch(path.name)[1]), default=None)


def _version(text):
    return [int(number) for number in text.split(".") if number]


def _kept(folder):
    """What was downloaded before."""
    try:
        note = json.loads((folder / "hypervisor.json").read_text(encoding="utf-8"))
        path = folder / note["file"]
        return path if note["package"] and path.is_file() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _unpacked(folder, name, compressed, origin, package=None):
    """Writes the ELF file and a note on it, unless they are there."""
    digest = hashlib.sha256(compressed).hexdigest()
    path = folder / f"{Path(name).stem}-{digest[:12]}.elf"
    if not path.is_file():
        try:
            data = gzip.decompress(compressed)
        except (OSError, EOFError) as error:
            raise UserError(f"{origin} holds no hypervisor: {error}; {NEXT_STEP}") from error
        paths.write_if_changed(path, data)
        note = {"file": path.name, "from": origin, "package": package, "sha256_of_gz": digest,
                "sha256": hashlib.sha256(data).hexdigest()}
        paths.write_if_changed(folder / "hypervisor.json", json.dumps(note, indent=2) + "\n")
    return path


def _downloaded(folder):
    for tool in ("apt-get", "apt-cache", "dpkg-deb"):
        if not shutil.which(tool):
            raise UserError(f"there is no Xen in /boot, and without {tool} none can be downloaded; "
                            f"{NEXT_STEP}")
    folder.mkdir(parents=True, exist_ok=True)
    name, options = _newest_package(folder)
    progress(f"downloading {name}, which is not installed but unpacked into build/parts/xen")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".download-") as temporary:
        _run(["apt-get", "-q", *options, *NO_RESTRICTION, "download", name], temporary)
        package = next(Path(temporary).glob("*.deb"))
        archive = _run(["dpkg-deb", "--fsys-tarfile", str(package)])
    file, compressed = _hypervisor_in(archive, package.name)
    return _unpacked(folder, file, compressed, package.name, name)


def _newest_package(folder):
    """The package's name, and the options of apt by which it is found.

    Where the machine's package lists are missing, as in a fresh container, lists of our own are
    fetched, which any user may do.
    """
    own = folder / "apt"
    own_lists = ["-o", f"Dir::State::lists={own}/lists", "-o", f"Dir::Cache={own}/cache"]
    for options in ([], own_lists):
        if options and not (own / "lists").is_dir():
            progress("the machine's package lists know no Xen: fetching lists of our own")
            for part in ("lists/partial", "cache/archives/partial"):
                (own / part).mkdir(parents=True, exist_ok=True)
            _run(["apt-get", "-q", *options, *NO_RESTRICTION, "update"])
        listed = _run(["apt-cache", *options, "search", "--names-only", "^xen-hypervisor-"]).decode()
        names = [line.split(" ")[0] for line in listed.splitlines()]
        names = [name for name in names if PACKAGE.fullmatch(name)]
        if names:
            return max(names, key=lambda name: _version(PACKAGE.fullmatch(name)[1])), options
    raise UserError("the machine's package sources have no package xen-hypervisor-*-amd64; "
                    f"{NEXT_STEP}")


def _hypervisor_in(archive, package):
    """The name and the bytes of the compressed hypervisor in a package's files."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            if member.isfile() and IN_PACKAGE.fullmatch(member.name):
                return Path(member.name).name, files.extractfile(member).read()
    raise UserError(f"the package {package} holds no boot/xen-*.gz; {NEXT_STEP}")


def _run(command, folder=None):
    """What a command prints; a sentence where it fails."""
    environment = {**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = f", saying “{said[-1]}”" if said else ""
        raise UserError(f"Xen's hypervisor could not be had: {command[0]} failed{reason}; check the "
                        f"network and the package sources, or {NEXT_STEP}")
    return done.stdout
