# SPDX-License-Identifier: BSD-3-Clause
"""The lines of .config files, saved configurations and fragments, each with the place it is at."""

import re
from typing import NamedTuple, Optional

from motelib.report import UserError

_SET = re.compile(r"CONFIG_(\w+)=(.*)")
_UNSET = re.compile(r"# CONFIG_(\w+) is not set")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


class Line(NamedTuple):
    """One line that is neither blank nor a comment; `symbol` is None when it is malformed."""

    place: str
    text: str
    symbol: Optional[str] = None
    # What stands behind the equals sign; None for "is not set".
    raw: Optional[str] = None


class Layer(NamedTuple):
    """A file (or the command line) that assigns values; a later layer wins over an earlier one.

    A `full` layer is a .config, which states every value, so most of its lines ask for nothing.
    """

    label: str
    lines: list
    full: bool = False


def parse(text, label):
    """The lines of a configuration file's text; `label` names the file in messages."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.rstrip()
        place = f"{label}:{number}"
        match = _SET.fullmatch(line) or _UNSET.fullmatch(line)
        if match:
            raw = match.group(2) if match.re is _SET else None
            found.append(Line(place, line, match.group(1), raw))
        elif line and not line.lstrip().startswith("#"):
            found.append(Line(place, line))
    return found


def read(path, label, full=False):
    """The layer that a file holds."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UserError(f"{label} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise UserError(
            f"{label} can't be read: byte {error.start} is not UTF-8. Is it a configuration file?"
        ) from None
    return Layer(label, parse(text, label), full)


def is_assignment(line):
    """Whether a line of a file assigns a value; the rest are comments and blank lines."""
    return bool(_SET.fullmatch(line.rstrip()) or _UNSET.fullmatch(line.rstrip()))


def unquote(raw):
    """The string that a quoted value stands for, or None when it is not one quoted string."""
    match = _STRING.fullmatch(raw)
    return re.sub(r"\\(.)", r"\1", match.group(1)) if match else None


def quote(value):
    """A string as a value in a .config, and in C."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
