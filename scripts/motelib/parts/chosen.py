# SPDX-License-Identifier: BSD-3-Clause
"""The parts of a configuration, made ready; build/<name>/parts.txt says where, for meson.build."""

import re

from motelib import modules, paths
from motelib.parts import build, definition, fetch, recipe, store


def prepare(configuration, folders, settings, environment):
    """Makes sure of the parts that a configuration has chosen, and writes where they are."""
    lines = []
    for part in definition.find(folders):
        if settings.get(f"CONFIG_{modules.symbol_of(part.folder)}") != "y":
            continue
        accepted = store.in_use(part) or fetch.fetch(part)
        place = build.ensure(recipe.of(part, accepted, settings), environment)
        lines.append(f"{part.name}={place.relative_to(paths.ROOT)}\n")
    paths.write_if_changed(configuration.parts, "".join(lines))


def settings_of(configuration):
    """{symbol: value} of a .config."""
    text = configuration.dotconfig.read_text(encoding="utf-8")
    return dict(re.findall(r"^(CONFIG_\w+)=(.*)$", text, re.MULTILINE))
