# SPDX-License-Identifier: BSD-3-Clause
"""The tarballs in build/sources/, each as its hash says; and which of a part's is in use.

A part's tarball is the one that was given or fetched last, which a file beside it remembers, since a
machine may hold several accepted ones.
"""

import hashlib
import os
import shutil
from pathlib import Path

from motelib import paths
from motelib.report import UserError

FOLDER = paths.BUILD / "sources"
_PIECE = 1 << 20


def sha256(path):
    """A file's SHA-256."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def tarball(accepted):
    """Where an accepted tarball lies, or will lie; versions may share a file name, hashes don't."""
    return FOLDER / accepted.sha256[:16] / accepted.file_name


def in_use(part):
    """The accepted version whose tarball is there and in use, or None."""
    present = [each for each in part.accepted if tarball(each).is_file()]
    chosen = [each for each in present if each.sha256 == _choice(part)]
    return (chosen + present + [None])[0]


def checked(part, accepted):
    """The tarball's path; a UserError where the file isn't what it was."""
    path = tarball(accepted)
    found = sha256(path)
    if found != accepted.sha256:
        path.unlink()
        raise UserError(f"{_shown(path)} was damaged (its SHA-256 was {found}) and has been removed; "
                        f"fetch it again: make source PART={part.name}")
    return path


def add(part, file):
    """Takes a file as the part's tarball; returns what it is. Refuses one that nobody tested."""
    found = sha256(file)
    for accepted in part.accepted:
        if accepted.sha256 == found:
            _copy(file, tarball(accepted))
            paths.write_if_changed(_choice_file(part), found + "\n")
            return accepted
    raise UserError(refusal(part, f"{file} has SHA-256 {found}"))


def refusal(part, what):
    """The sentence on a tarball that is not accepted."""
    lines = [f"  {each.version}  {each.file_name}  {each.sha256}" for each in part.accepted]
    return (f"{what}, which is none of those that {part.name} was tested with:\n"
            + "\n".join(lines)
            + "\nGive one of these by hand: "
            f"make source PART={part.name} FILE={part.accepted[0].file_name}\n"
            f"or, to try a new one, add it to {part.folder}/part.toml (docs/parts.md)")


def _copy(file, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        shutil.copyfile(file, temporary)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _choice_file(part):
    return FOLDER / f"{part.name}.txt"


def _choice(part):
    try:
        return _choice_file(part).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None


def _shown(path):
    return Path(path).relative_to(paths.ROOT)
