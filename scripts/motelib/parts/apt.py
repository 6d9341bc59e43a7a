# SPDX-License-Identifier: BSD-3-Clause
"""A configuration of apt's own for us: made from the machine's package sources, with its lists in a
folder of ours. So any user may fetch, source packages too, and nothing of the machine changes."""

import subprocess
from pathlib import Path

from motelib import aptsources
from motelib.report import UserError


def download(package, folder):
    """Downloads a package into a folder, by what the machine knows of packages."""
    _run(["apt-get", "-q", "download", package], folder)


class Apt:
    """apt-get with a configuration of its own, in a folder that the caller removes."""

    def __init__(self, folder, kind, sources=None):
        """`kind` is deb or deb-src; `sources` are the machine's where none are given."""
        self._folder = Path(folder)
        for name in ("lists/partial", "cache/archives/partial", "state"):
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        used = of_machine() if sources is None else sources
        stanzas = "\n".join(source.as_text(kind) for source in used)
        (self._folder / "machine.sources").write_text(stanzas, encoding="utf-8")
        self._get("update", folder=self._folder)

    def binary(self, package, target):
        """Downloads a package into a folder."""
        self._get("download", package, folder=target)

    def source(self, package, target):
        """Downloads a source package's tarballs into a folder."""
        self._get("source", "--download-only", "--tar-only", package, folder=target)

    def _get(self, *arguments, folder):
        settings = {
            "Dir::State": self._folder / "state",
            "Dir::State::lists": self._folder / "lists",
            "Dir::State::status": "/var/lib/dpkg/status",
            "Dir::Cache": self._folder / "cache",
            "Dir::Etc::sourcelist": self._folder / "machine.sources",
            "Dir::Etc::sourceparts": "/dev/null",
            "Acquire::Languages": "none",
        }
        options = [f"-o{name}={value}" for name, value in settings.items()]
        _run(["apt-get", "-q", *options, *arguments], folder)


def of_machine():
    """The distribution's own package sources, as the machine has them."""
    own = aptsources.read_sources()
    return aptsources.of_distribution(own, _codename()) or own


def _codename():
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    release = dict(line.split("=", 1) for line in lines if "=" in line)
    return release.get("VERSION_CODENAME", "").strip('"')


def _run(command, folder):
    try:
        done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              errors="replace", check=False)
    except FileNotFoundError:
        raise UserError(f"there is no {command[0]} here") from None
    if done.returncode:
        said = [line for line in done.stdout.splitlines() if line.startswith("E: ")]
        raise UserError(said[0][3:] if said else f"{command[0]} failed and did not say why")
