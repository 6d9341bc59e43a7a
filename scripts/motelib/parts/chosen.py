# SPDX-License-Identifier: BSD-3-Clause
"""The parts of a configuration, made ready; build/<name>/parts.txt says where, for meson.build."""

import re

from motelib import modules, paths
from motelib.parts import build, definition, fetch, recipe, store
from motelib.report import UserError


def prepare(configuration, found, settings, environment):
    """Makes sure of the parts that a configuration has chosen, and writes where they are."""
    parts = definition.find(each for each in found if _is_chosen(each, settings))
    ready = {}  # module's folder -> recipe
    for part in _in_order(parts):
        accepted = store.in_use(part) or fetch.fetch(part)
        uses = [ready[library] for library in part.libraries if library in ready]
        ready[part.folder] = recipe.of(part, accepted, settings, uses)
        build.ensure(ready[part.folder], environment)
    lines = sorted(f"{each.part.name}={each.folder.relative_to(paths.ROOT)}\n"
                   for each in ready.values())
    paths.write_if_changed(configuration.parts, "".join(lines))


def _in_order(parts):
    """Parts behind those that they are compiled with; libraries don't form circles."""
    waiting, ordered = list(parts), []
    while waiting:
        folders = {part.folder for part in waiting}
        free = [part for part in waiting if not folders & set(part.libraries)]
        if not free:
            raise UserError("the parts of " + ", ".join(sorted(folders)) + " are compiled with each "
                            "other's headers; take one out of the libraries in a part.toml")
        ordered += free
        waiting = [part for part in waiting if part not in free]
    return ordered


def _is_chosen(folder, settings):
    return settings.get(f"CONFIG_{modules.symbol_of(folder)}") == "y" and definition.has_part(folder)


def folders(configuration):
    """Part -> its built folder, for the parts of a configuration that was built."""
    lines = configuration.parts.read_text(encoding="utf-8").splitlines()
    return {name: paths.ROOT / place for name, place in (line.split("=", 1) for line in lines)}


def homes(configuration):
    """Part -> (the folder of the module that has it, its built folder)."""
    built = folders(configuration)
    found = configuration.modules.read_text(encoding="utf-8").split()
    parts = definition.find(each for each in found if definition.has_part(each)) if built else []
    return {part.name: (part.folder, built[part.name]) for part in parts if part.name in built}


def described(configuration):
    """What the image's manifest says of each third-party part."""
    return {name: _described(build.manifest(folder))
            for name, folder in sorted(folders(configuration).items())}


def _described(manifest):
    return {key: manifest[key] for key in ("version", "sha256", "overlay")}


def settings_of(configuration):
    """{symbol: value} of a .config."""
    text = configuration.dotconfig.read_text(encoding="utf-8")
    return dict(re.findall(r"^(CONFIG_\w+)=(.*)$", text, re.MULTILINE))
