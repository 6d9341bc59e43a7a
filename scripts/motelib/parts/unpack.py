# SPDX-License-Identifier: BSD-3-Clause
"""A tarball as a folder that Meson can build: unpacked, patched, the overlay laid over it."""

import fnmatch
import shutil
import subprocess
import tarfile
from pathlib import Path

from motelib import paths
from motelib.report import UserError

OVERLAY = "part"
PATCHES = "patches"
MODULE = "module"  # where the module's own headers are laid
LIBRARIES = "libraries"  # and where those of the libraries


def unpack(part, accepted, tarball, target):
    """Makes the folder `target`, which is not there yet."""
    _extract(part, tarball, target)
    for patch in patches(part, accepted):
        _patch(patch, target)
    for path, name in overlay(part, accepted):
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def patches(part, accepted):
    """The patches to apply, in their order."""
    return [path for folder in _overlays(part, accepted)
            for path in sorted((folder / PATCHES).glob("*.patch"))]


def overlay(part, accepted):
    """(path, name in the unpacked folder) of all that is laid over the sources."""
    found = {}
    for folder in _overlays(part, accepted):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and PATCHES not in path.relative_to(folder).parts \
                    and "__pycache__" not in path.parts:
                found[str(path.relative_to(folder))] = path
    for pattern in part.headers:
        for path in sorted(part.path.glob(pattern)):
            found[f"{MODULE}/{path.relative_to(part.path)}"] = path
    for library in part.libraries:
        found.update(_headers(library))
    return [(path, name) for name, path in sorted(found.items())]


def _headers(library):
    folder = paths.ROOT / library / "include"
    return {f"{LIBRARIES}/{library}/{path.relative_to(folder)}": path
            for path in sorted(folder.rglob("*.h"))}


def _overlays(part, accepted):
    names = [OVERLAY] + ([accepted.overlay] if accepted.overlay else [])
    return [part.path / name for name in names]


def _extract(part, tarball, target):
    target.mkdir(parents=True)
    try:
        with tarfile.open(tarball) as archive:
            for member in archive:
                name = _inside(member.name)
                if name and member.isfile() and _is_wanted(part, name):
                    _write(archive.extractfile(member), target / name)
    except (tarfile.TarError, OSError, EOFError) as error:
        raise UserError(f"{tarball.relative_to(paths.ROOT)} could not be unpacked: {error}") from None


def _inside(name):
    """The name without the folder that the whole tarball is in; None for what lies outside of it."""
    steps = Path(name).parts[1:]
    return "/".join(steps) if steps and ".." not in steps else None


def _is_wanted(part, name):
    def fits(patterns):
        return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)

    return (not part.unpack or fits(part.unpack)) and not fits(part.leave_out)


def _write(source, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as file:
        shutil.copyfileobj(source, file)


def _patch(patch, folder):
    done = subprocess.run(["patch", "-p1", "--batch", "--no-backup-if-mismatch", "-i", str(patch)],
                          cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False)
    if done.returncode:
        raise UserError(f"{patch.relative_to(paths.ROOT)} doesn't fit these sources:\n{done.stdout}")
