# SPDX-License-Identifier: BSD-3-Clause
"""Where things are: the tree's root, the build folder, and the files of one configuration."""

import contextlib
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
CURRENT = BUILD / "current"
CONFIGS = ROOT / "configs"
DEFAULT_NAME = "hello"

# A name becomes a file name, a make variable and a folder beside build/parts and build/host.
NAME_PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
RESERVED_NAMES = {"host", "parts", "current"}
LONGEST_NAME = 64

# What tools and tests build lies in folders of their own, which no list of configurations shows.
TOOL_PREFIXES = ("measure-", "t-")


def is_tool_name(name):
    """Whether a configuration was made by a tool or a test, not by a person."""
    return name.startswith(TOOL_PREFIXES)


def is_valid_name(name):
    """Whether a configuration may be called so."""
    if not NAME_PATTERN.fullmatch(name) or name in RESERVED_NAMES:
        return False
    prefix = max((len(p) for p in TOOL_PREFIXES if name.startswith(p)), default=0)
    return len(name) <= prefix + LONGEST_NAME


class Configuration:
    """The files of one configuration; nothing is created by asking for them."""

    def __init__(self, name):
        self.name = name
        self.dir = BUILD / name
        self.dotconfig = self.dir / ".config"
        self.include = self.dir / "include"
        self.modules = self.dir / "modules.txt"
        self.sources = self.dir / "sources.json"
        self.meson = self.dir / "meson"
        self.elf = self.dir / f"{name}.elf"
        self.debug = self.dir / f"{name}.debug"
        self.map = self.dir / f"{name}.map"
        self.manifest = self.dir / f"{name}.manifest.json"
        self.external = ROOT / "external" / name
        self.defconfig = CONFIGS / f"{name}_defconfig"


def current_name():
    """The configuration that verbs act on when none is named: the last one chosen."""
    try:
        name = CURRENT.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return DEFAULT_NAME
    return name if is_valid_name(name) else DEFAULT_NAME


def write_if_changed(path, text):
    """Writes text to path, atomically, only when it differs; returns whether it did.

    Atomically, so that an interrupted build leaves the old file or the new one; only when it
    differs, so that what depends on the file is not rebuilt for nothing.
    """
    path = Path(path)
    data = text if isinstance(text, bytes) else text.encode()
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)
    except OSError:
        # A full disk, for one, doesn't need half a file more.
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return True
