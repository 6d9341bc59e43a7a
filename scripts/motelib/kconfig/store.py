# SPDX-License-Identifier: BSD-3-Clause
"""What build/<name> keeps of a configuration: .config, and where its values came from."""

import json
import os

from motelib import paths
from motelib.report import UserError

HEADER = (
    "# A configuration of Mote, complete. Edit it with make menuconfig, or here;\n"
    "# make why SYM=... tells where a value comes from, make savedefconfig keeps it.\n"
)


def files(name):
    """The files of configuration `name`; a name that can't be one is an error."""
    if not paths.is_valid_name(name):
        reserved = ", ".join(sorted(paths.RESERVED_NAMES))
        raise UserError(
            f"'{name}' can't be the name of a configuration. A name begins with a letter or digit, "
            f"goes on with letters, digits, '_', '.' and '-', has at most {paths.LONGEST_NAME} "
            f"characters, and is none of {reserved}.",
            2,
        )
    return paths.Configuration(name)


def choose(name):
    """Makes `name` the configuration that verbs act on when none is named."""
    paths.write_if_changed(paths.CURRENT, name + "\n")


def label(path):
    """A path as messages name it: relative to the tree's root if it lies inside."""
    try:
        return str(path.relative_to(paths.ROOT))
    except ValueError:
        return str(path)


def write_dotconfig(model, path):
    """Writes the whole configuration to a file, atomically; returns whether the file changed."""
    return write_atomically(
        path, lambda temporary: model.write_config(temporary, HEADER, save_old=False)
    )


def write_atomically(path, write):
    """Has `write` fill a temporary file and puts that to `path`; returns whether it differs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        write(str(temporary))
        return paths.write_if_changed(path, temporary.read_bytes())
    finally:
        temporary.unlink(missing_ok=True)


def minimal_text(model):
    """The assignments that differ from the defaults, as the text of a saved configuration."""
    path = paths.BUILD / f".minimal.{os.getpid()}.tmp"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        model.write_min_config(str(path), "")
        return path.read_text(encoding="utf-8")
    finally:
        path.unlink(missing_ok=True)


def read_origins(configuration):
    """Symbol -> (value, who set it to that), as far as it is known."""
    try:
        return {k: tuple(v) for k, v in json.loads(_origins(configuration).read_text()).items()}
    except (OSError, ValueError):
        return {}  # A convenience for `why`; without it the .config's line is named.


def write_origins(configuration, model, origins):
    """Keeps those origins that still tell the truth."""
    kept = {
        name: origin
        for name, origin in origins.items()
        if model.symbol(name) and model.symbol(name).str_value == origin[0]
    }
    text = json.dumps(kept, indent=1, sort_keys=True) + "\n"
    paths.write_if_changed(_origins(configuration), text)


def _origins(configuration):
    return configuration.dir / "origins.json"
