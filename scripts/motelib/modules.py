# SPDX-License-Identifier: BSD-3-Clause
"""Which folders are modules: found by their place and their meson.build, never listed by hand."""

import re

from motelib import paths
from motelib.report import UserError

IN_TREE = ("core", "libs/*", "drivers/*", "drivers/*/*", "platforms/*", "apps/*")


def find(configuration):
    """The module folders that a configuration can see, relative to the root, core first."""
    return [folder for pattern in _patterns(configuration) for folder in _having(pattern, "meson.build")]


def _patterns(configuration):
    external = configuration.external.relative_to(paths.ROOT)
    outside = [f"{external}/tree/*/{pattern}" for pattern in IN_TREE if pattern != "core"]
    return [*IN_TREE, f"{external}/app/*", *outside]


def _having(pattern, file):
    found = paths.ROOT.glob(f"{pattern}/{file}")
    return sorted(str(path.parent.relative_to(paths.ROOT)) for path in found)


def check(configuration, folders):
    """Raises a UserError for what Meson would take for a wish to build nothing."""
    for pattern in _patterns(configuration):
        for folder in _having(pattern, "Kconfig"):
            has_modules_inside = any((paths.ROOT / folder).glob("*/meson.build"))
            if folder not in folders and not has_modules_inside:
                raise UserError(
                    f"{_lies(folder)} has a Kconfig and no meson.build, so nothing of it can be built. "
                    f"Its meson.build names the sources: mote.add(when: 'CONFIG_{symbol_of(folder)}', "
                    "if_true: files('src/main.c'))")
    for folder in folders:
        _check_symbols(configuration, folder)


def _check_symbols(configuration, folder):
    """Meson takes a misspelt symbol for one that is off; each symbol that exists has a header."""
    text = (paths.ROOT / folder / "meson.build").read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        for symbol in re.findall(r"'CONFIG_(\w+)'", line.split("#")[0]):
            if not (configuration.include / "config" / f"{symbol}.h").exists():
                raise UserError(
                    f"{_lies(folder)}/meson.build:{number}: there is no symbol {symbol}, so what it "
                    f"selects would never be built. The symbol of this module is {symbol_of(folder)}.")


def _lies(folder):
    """A module's folder as a person knows it: where an external one really lies."""
    path = (paths.ROOT / folder).resolve()
    return str(path.relative_to(paths.ROOT)) if paths.ROOT in path.parents else str(path)


def symbol_of(folder):
    """The Kconfig symbol that a module's folder stands for: libs/net is LIB_NET."""
    parts = folder.split("/")
    if parts[0] == "external":
        parts = ["apps", parts[-1]] if parts[2] == "app" else parts[4:]
    if parts == ["core"]:
        return "CORE"
    kind = {"libs": "LIB", "drivers": "DRIVER", "platforms": "PLATFORM", "apps": "APP"}[parts[0]]
    return "_".join([kind, *parts[1:]]).upper().replace("-", "_")
