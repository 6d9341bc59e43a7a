# SPDX-License-Identifier: BSD-3-Clause
"""Whose an object file is: its source by compile_commands.json, its module by the list of folders.

Meson calls the object of core/src/log.c libkernel.a.p/core_src_log.c.o, which can't be read
backwards: a '_' may be a '/' or a '_'. compile_commands.json has both names.
"""

import json
import os
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from motelib import paths
from motelib.account import ledger

LAYERS = ("core", "libs", "drivers", "platforms", "apps", "external", ledger.FORMAT)
_IN_ARCHIVE = re.compile(r"(?:.*/)?(.+)\((.+)\)")
# In build.ninja's link command. A path may hold blanks (escaped by $), so the suffix ends it.
_SCRIPT = re.compile(r"-Wl,-T,(.+?\.lds?)\b")


@dataclass(frozen=True)
class Owner:
    """Where in the tree bytes come from; `file` is relative to the module's folder."""

    layer: str
    module: str
    file: str


class Owners:
    """Answers for one configuration."""

    def __init__(self, sources, modules, external="external/", script=None):
        """All relative to the root: `sources` has the source of each object, `modules` the folders,
        `external` is where this configuration's external modules lie, `script` the linker's."""
        self._sources = sources
        self._modules = sorted(modules, key=len, reverse=True)
        self._external = external
        self._script = script

    def of(self, name):
        """The owner that a ledger's entry names."""
        if name == ledger.FORMAT:
            return Owner(ledger.FORMAT, ledger.FORMAT, "")
        if name == ledger.SCRIPT:
            return self._of_source(self._script or "linker script")
        source = self._sources.get(name)
        if source:
            return self._of_source(source)
        # A library that came with the compiler, say.
        match = _IN_ARCHIVE.fullmatch(name)
        return Owner("external", match[1], match[2]) if match else Owner("external", name, "")

    def _of_source(self, source):
        module = next((m for m in self._modules if source.startswith(m + "/")), None)
        if module is None:
            path = PurePosixPath(source)
            return Owner("external", str(path.parent), path.name)
        file = source[len(module) + 1:]
        # Which configuration it was given to is no property of a module.
        shown = module[len(self._external):] if module.startswith(self._external) else module
        layer = module.split("/")[0]
        return Owner(layer if layer in LAYERS else "external", shown, file)


def of_configuration(configuration):
    """The owners of a built configuration's objects."""
    folder = configuration.meson
    commands = json.loads((folder / "compile_commands.json").read_text())
    sources = {command["output"]: _relative(folder, command["file"]) for command in commands}
    modules = configuration.modules.read_text().split("\n")
    external = f"{configuration.external.relative_to(paths.ROOT)}/"
    return Owners(sources, [m for m in modules if m], external, _script(folder))


def _script(folder):
    match = _SCRIPT.search((folder / "build.ninja").read_text())
    return _relative(folder, re.sub(r"\$(.)", r"\1", match[1])) if match else None


def _relative(folder, name):
    """A file's path from the root, links unresolved: they are how external modules are named."""
    return os.path.relpath(os.path.normpath(os.path.join(folder, name)), paths.ROOT)
