# SPDX-License-Identifier: BSD-3-Clause
"""What a module's part.toml says of the third-party part that comes with it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Tuple

from motelib import paths
from motelib.report import UserError

try:
    import tomllib
except ImportError:  # before Python 3.11
    tomllib = None

FILE = "part.toml"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_KINDS = ("binary", "source")
_KEYS = {"name", "summary", "unpack", "leave_out", "headers", "libraries", "accepted"}
_LISTS = ("unpack", "leave_out", "headers", "libraries")
_ACCEPTED_KEYS = {"version", "kind", "package", "file", "sha256", "overlay"}


@dataclass(frozen=True)
class Accepted:
    """A tarball that was tested: where it comes from, and its hash."""

    version: str
    kind: str  # "binary": a file in a package; "source": a file of a source package
    package: str
    file: str  # its path in the package, or its name among the source package's files
    sha256: str
    overlay: str = ""  # a folder of the module, laid over the part's own overlay

    @property
    def file_name(self):
        """What the tarball is called."""
        return self.file.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Part:
    """A part, and the module that has it."""

    name: str
    summary: str
    folder: str  # the module's, relative to the root
    accepted: Tuple[Accepted, ...]
    unpack: Tuple[str, ...] = ()  # patterns of what is unpacked; all where there is none
    leave_out: Tuple[str, ...] = ()
    headers: Tuple[str, ...] = ()  # patterns of the module's headers that it is compiled with
    libraries: Tuple[str, ...] = ()  # modules with whose headers, and parts', it is compiled

    @property
    def path(self):
        """The module's folder."""
        return paths.ROOT / self.folder


def find(folders):
    """The parts of those modules that have one."""
    parts = [read(folder) for folder in folders if has_part(folder)]
    homes = {}
    for part in parts:
        other = homes.setdefault(part.name, part.folder)
        if other != part.folder:
            raise UserError(f"{other}/{FILE} and {part.folder}/{FILE} both call their part "
                            f"{part.name}; give one of them another name")
    return parts


def has_part(folder):
    """Whether a module has a part."""
    return (paths.ROOT / folder / FILE).is_file()


def read(folder):
    """The part of a module that has one."""
    where = Path(folder) / FILE
    if not tomllib:
        raise UserError(f"{where}: third-party parts need Python 3.11 or newer, which is called "
                        "python3 in Debian since 12")
    try:
        said = tomllib.loads((paths.ROOT / where).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{where} can't be read: {error}; mend it there") from None
    _check(where, said)
    accepted = tuple(Accepted(**each) for each in said.pop("accepted"))
    lists = {key: tuple(said.pop(key)) for key in _LISTS if key in said}
    return Part(folder=folder, accepted=accepted, **lists, **said)


def _check(where, said):
    _check_keys(where, said, _KEYS, {"name", "summary", "accepted"})
    if not _NAME.fullmatch(said["name"]):
        raise UserError(f"{where}: '{said['name']}' can't be a part's name, which consists of small "
                        "letters, digits, - and _")
    if not said["accepted"]:
        raise UserError(f"{where}: no version is accepted; give at least one [[accepted]]")
    for each in said["accepted"]:
        _check_keys(where, each, _ACCEPTED_KEYS, _ACCEPTED_KEYS - {"overlay"})
        if each["kind"] not in _KINDS:
            raise UserError(f"{where}: kind is '{each['kind']}', and may be {' or '.join(_KINDS)}")
        if not _SHA256.fullmatch(each["sha256"]):
            raise UserError(f"{where}: '{each['sha256']}' is no SHA-256, which has 64 small "
                            "hexadecimal digits")


def _check_keys(where, said, known, needed):
    for key in sorted(needed - said.keys()):
        raise UserError(f"{where}: {key} is missing; docs/parts.md says what it is")
    for key in sorted(said.keys() - known):
        raise UserError(f"{where}: {key} is not known; docs/parts.md has what may be said")
