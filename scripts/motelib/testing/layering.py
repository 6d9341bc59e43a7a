# SPDX-License-Identifier: BSD-3-Clause
"""Who may include whom, read from the #include lines of a tree.

    apps      -> core, libs
    libs      -> core, and the libs that their Kconfig depends on
    drivers   -> core, and the drivers (bus drivers) that their Kconfig depends on
    platforms -> core, and public headers of drivers
    core      -> itself, and one foreign header: mote/plat.h, which the chosen platform provides

Private headers stay within their module. Tests and benchmarks of a module may use libs/test and
libs/bench besides. Registers and inline assembly are for arch/ folders, platforms and drivers.
"""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from motelib import modules

PLATFORM_HEADER = "mote/plat.h"
SUFFIXES = {".c", ".h", ".S"}
# What the compiler brings, what the build generates.
FREESTANDING = {f"std{name}.h" for name in ("arg", "bool", "def", "int", "align", "noreturn")}
GENERATED = re.compile(r"config/\w+\.h|mote/application\.h")
FOR_TESTS = {"tests": "libs/test", "bench": "libs/bench"}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
ASSEMBLY = re.compile(r"\b(__asm__|__asm|asm)\b")
COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.DOTALL)
DEPENDS = re.compile(r"^\s*(?:depends on|select)\s+(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class File:
    """A source file, with the module that it belongs to."""

    path: PurePosixPath  # relative to the tree
    module: str  # "libs/net"
    text: str

    @property
    def layer(self):
        """libs, drivers, platforms, apps or core."""
        return self.module.split("/")[0]

    @property
    def folder(self):
        """Its first folder within the module."""
        return self.path.relative_to(self.module).parts[0]


class Tree:
    """The modules of a tree, their sources and their public headers."""

    def __init__(self, root):
        self.root = Path(root)
        self.modules = sorted(
            str(path.parent.relative_to(self.root)) for pattern in modules.IN_TREE
            for path in self.root.glob(f"{pattern}/meson.build"))
        self.files = [file for module in self.modules for file in self._files(module)]
        self.owners = {}  # public header -> the modules that have it
        for file in self.files:
            header = _public_name(file)
            if header:
                self.owners.setdefault(header, set()).add(file.module)
        self._depends = {module: self._symbols_depended_on(module) for module in self.modules}

    def violations(self):
        """A sentence for each line that breaks the rules."""
        for file in self.files:
            yield from self._wrong_includes(file)
            yield from _wrong_assembly(file)

    def _files(self, module):
        inner = [other for other in self.modules if other.startswith(f"{module}/")]
        for path in sorted((self.root / module).rglob("*")):
            relative = PurePosixPath(path.relative_to(self.root))
            is_inner = any(PurePosixPath(other) in relative.parents for other in inner)
            if path.suffix in SUFFIXES and path.is_file() and not is_inner:
                yield File(relative, module, path.read_text(encoding="utf-8"))

    def _symbols_depended_on(self, module):
        kconfig = self.root / module / "Kconfig"
        text = kconfig.read_text(encoding="utf-8") if kconfig.is_file() else ""
        return set(re.findall(r"\w+", " ".join(DEPENDS.findall(text))))

    def _wrong_includes(self, file):
        for match in INCLUDE.finditer(file.text):
            problem = self._problem(file, match[1], match[2])
            if problem:
                line = file.text.count("\n", 0, match.start()) + 1
                yield f"{file.path}:{line}: {problem}"

    def _problem(self, file, quote, header):
        if quote == '"':
            return self._private_problem(file, header)
        if header in FREESTANDING or GENERATED.fullmatch(header):
            return None
        owners = self.owners.get(header)
        if not owners:
            return f"<{header}> is no module's public header"
        if any(self._may_include(file, owner, header) for owner in owners):
            return None
        return f"{file.module} must not include <{header}> of {', '.join(sorted(owners))}"

    def _private_problem(self, file, header):
        target = Path(file.path.parent, header)
        parts = []
        for part in target.parts:
            parts = parts[:-1] if part == ".." else [*parts, part]
        resolved = PurePosixPath(*parts)
        if PurePosixPath(file.module) not in resolved.parents:
            return f'"{header}" lies outside of {file.module}; private headers stay in their module'
        if not (self.root / resolved).is_file():
            return f'"{header}" does not exist'
        return None

    def _may_include(self, file, owner, header):
        if owner in (file.module, "core", FOR_TESTS.get(file.folder)):
            return True
        owner_layer = owner.split("/")[0]
        if header == PLATFORM_HEADER:
            # Privileged operations: the core's, the drivers', and those of tests of either.
            return file.layer in ("core", "drivers", "platforms")
        if file.layer == "platforms":
            return owner_layer == "drivers"
        if file.layer == "apps":
            return owner_layer == "libs"
        is_beside = file.layer == owner_layer and file.layer in ("libs", "drivers")
        return is_beside and modules.symbol_of(owner) in self._depends[file.module]


def _public_name(file):
    parts = file.path.parts
    return "/".join(parts[parts.index("include") + 1:]) if "include" in parts else None


def _wrong_assembly(file):
    is_allowed = file.layer in ("platforms", "drivers") or "arch" in file.path.parts
    # mote/table.h marks sections in assembly, which names no register.
    if is_allowed or file.path == PurePosixPath("core/include/mote/table.h"):
        return
    if file.path.suffix == ".S":
        yield f"{file.path}:1: assembly belongs into an arch/ folder, a platform or a driver"
        return
    code = COMMENT_OR_STRING.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), file.text)
    for match in ASSEMBLY.finditer(code):
        line = code.count("\n", 0, match.start()) + 1
        yield (f"{file.path}:{line}: inline assembly belongs into an arch/ folder, a platform or a "
               "driver")
