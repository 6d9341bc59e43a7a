# SPDX-License-Identifier: BSD-3-Clause
"""Fetches a part's tarball by the name of its package, from where this machine has its packages."""

import subprocess
import tempfile
from pathlib import Path

from motelib.parts import apt, store
from motelib.report import UserError, progress


def fetch(part):
    """Fetches the tarball that this machine's distribution has; returns which accepted one it is."""
    package = part.accepted[0].package
    progress(f"fetching {part.name}: package {package}")
    store.FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetching-", dir=store.FOLDER) as folder:
        try:
            found = _binary(part, Path(folder)) if _is_binary(part) else _source(part, Path(folder))
        except UserError as error:
            raise UserError(_advice(part, error)) from None
        if not found:
            raise UserError(_advice(part, f"package {package} has no file like "
                                    f"{part.accepted[0].file}"))
        return store.add(part, found)


def _is_binary(part):
    return part.accepted[0].kind == "binary"


def _binary(part, folder):
    """The tarball in a package, as the machine knows it, or else as its package sources have it now."""
    package = part.accepted[0].package
    try:
        apt.download(package, folder)
    except UserError:
        apt.Apt(folder / "apt", "deb").binary(package, folder)
    for file in folder.glob("*.deb"):
        _unpack(file, folder / "package")
    return _like(part, folder / "package")


def _source(part, folder):
    apt.Apt(folder / "apt", "deb-src").source(part.accepted[0].package, folder)
    return _like(part, folder)


def _like(part, folder):
    """The file that an accepted one is called after, whatever its version; an accepted one first."""
    exact = [folder / each.file for each in part.accepted]
    alike = [file for each in part.accepted for file in sorted(folder.glob(_pattern(each)))]
    return next((file for file in exact + alike if file.is_file()), None)


def _pattern(accepted):
    """newlib-3.3.0.tar.xz in another version."""
    folder, _, name = accepted.file.rpartition("/")
    base, version = name.split(accepted.version, 1) if accepted.version in name else (name, "")
    return f"{folder}/{base}*{version}".lstrip("/") if version else accepted.file


def _unpack(package, folder):
    done = subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise UserError(done.stdout.strip())


def _advice(part, error):
    names = " or ".join(dict.fromkeys(each.file_name for each in part.accepted))
    return (f"the sources of {part.name} could not be fetched: {error}. Try again where there is a "
            f"network with package sources, or give them by hand ({names}): "
            f"make source PART={part.name} FILE={part.accepted[0].file_name}")
