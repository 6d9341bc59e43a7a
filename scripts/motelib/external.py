# SPDX-License-Identifier: BSD-3-Clause
"""Applications and trees of modules outside of this tree, given by APP= and EXTERNAL=.

A configuration remembers them in build/<name>/sources.json, and symbolic links under
external/<name> let Kconfig and Meson find them by the same patterns as our own folders.
"""

import json
import os
import re
from pathlib import Path
from typing import NamedTuple, Optional, Tuple

from motelib import paths
from motelib.report import UserError

MODULE_PATTERNS = (
    "libs/*/Kconfig",
    "drivers/*/Kconfig",
    "drivers/*/*/Kconfig",
    "apps/*/Kconfig",
    "platforms/*/Kconfig",
)
_FOLDER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_MODULE_FOLDER = "a Kconfig, a meson.build and its sources; docs/ has an example to copy"


class Sources(NamedTuple):
    """What a configuration takes from outside: one application's folder, and trees of modules."""

    app: Optional[Path] = None
    trees: Tuple[Path, ...] = ()


def app_symbol(folder):
    """The symbol of an application's folder: my-service is APP_MY_SERVICE."""
    return "APP_" + folder.upper().replace("-", "_")


def app_name(path):
    """The configuration that APP=path means when no NAME is given: its folder, in lower case."""
    folder = _resolved(path).name
    _check_folder_name(folder, f"APP={path}")
    return folder.lower()


def read(name):
    """The sources that configuration `name` remembers."""
    try:
        text = paths.Configuration(name).sources.read_text()
        app, trees = (json.loads(text)[key] for key in ("app", "external"))
        return Sources(Path(app) if app else None, tuple(Path(tree) for tree in trees))
    except FileNotFoundError:
        return Sources()
    except (OSError, ValueError, KeyError, TypeError):
        raise UserError(
            f"build/{name}/sources.json is damaged. Delete it, and give APP= and EXTERNAL= again "
            "if the configuration needs them."
        ) from None


def update(name, app=None, trees=None):
    """Records what was given on the command line; what was not given (None) stays as it is.

    Returns what was recorded before, for `record` to go back to when the new sources turn out bad.
    """
    before = read(name)
    after = Sources(
        _checked_app(app) if app else before.app,
        tuple(_checked_tree(t) for t in trees.split(":") if t) if trees else before.trees,
    )
    if after != before:
        record(name, after)
    return before


def record(name, sources):
    """Remembers the sources of configuration `name`, and links to them."""
    app = str(sources.app) if sources.app else None
    text = json.dumps({"app": app, "external": [str(tree) for tree in sources.trees]}, indent=2)
    paths.write_if_changed(paths.Configuration(name).sources, text + "\n")
    _link(name, sources)


def restore(name):
    """Checks that the remembered folders are still there, and mends the links to them."""
    sources = read(name)
    for path, variable in [(sources.app, "APP")] + [(tree, "EXTERNAL") for tree in sources.trees]:
        if path and not path.is_dir():
            raise UserError(
                f"configuration {name} uses {path}, which is no longer there. Say where it is now "
                f"(make NAME={name} {variable}=...), or delete build/{name} to begin anew."
            )
    _link(name, sources)


def _checked_app(given):
    path = _resolved(given)
    _check_folder(path, f"APP={given}", f"An application's folder holds {_MODULE_FOLDER}.")
    _check_folder_name(path.name, f"APP={given}")
    kconfig = path / "Kconfig"
    if not kconfig.is_file():
        raise UserError(
            f"APP={given}: {path} has no Kconfig. An application's folder holds {_MODULE_FOLDER}."
        )
    symbol = app_symbol(path.name)
    text = kconfig.read_text(encoding="utf-8", errors="replace")
    if not re.search(rf"^\s*(menu)?config\s+{symbol}\s*$", text, re.MULTILINE):
        raise UserError(
            f"APP={given}: {kconfig} does not define {symbol}. The symbol follows from the "
            f"folder's name: write 'config {symbol}', or rename the folder."
        )
    if (paths.ROOT / "apps" / path.name).is_dir() and path != paths.ROOT / "apps" / path.name:
        raise UserError(
            f"APP={given}: the tree has an application apps/{path.name} already, and both would be "
            f"{symbol}. Rename the folder and the symbol in its Kconfig."
        )
    if paths.ROOT / "apps" == path.parent:
        raise UserError(
            f"APP={given} lies in the tree, where it is found anyway. Choose {symbol} in make "
            "menuconfig."
        )
    return path


def _checked_tree(given):
    path = _resolved(given)
    shape = (
        "A tree has folders such as libs/<name>, drivers/<name> or apps/<name>, each with "
        f"{_MODULE_FOLDER}."
    )
    _check_folder(path, f"EXTERNAL={given}", shape)
    _check_folder_name(path.name, f"EXTERNAL={given}")
    if path == paths.ROOT:
        raise UserError(f"EXTERNAL={given} is this tree itself; its modules are found anyway.")
    if not any(True for pattern in MODULE_PATTERNS for _ in path.glob(pattern)):
        raise UserError(f"EXTERNAL={given}: {path} has no module with a Kconfig. {shape}")
    return path


def _check_folder(path, what, shape):
    if not path.exists():
        raise UserError(f"{what}: there is no folder {path}. {shape}")
    if not path.is_dir():
        raise UserError(f"{what}: {path} is not a folder. {shape}")


def _check_folder_name(folder, what):
    # It becomes a symbol, a folder under external/ and a word in Meson's lists.
    if not _FOLDER_NAME.fullmatch(folder):
        raise UserError(
            f"{what}: the folder's name '{folder}' can't become a symbol. Rename it so that it has "
            "letters, digits, '-' and '_' only."
        )


def _resolved(given):
    return Path(os.path.expanduser(str(given))).resolve()


def _link(name, sources):
    """Makes external/<name> hold exactly the links that the sources need."""
    wanted = {}
    if sources.app:
        wanted[f"app/{sources.app.name}"] = sources.app
    for tree in sources.trees:
        wanted[_free_name(f"tree/{tree.name}", wanted)] = tree
    folder = paths.Configuration(name).external
    for link in [*folder.glob("app/*"), *folder.glob("tree/*")]:
        target = wanted.get(str(link.relative_to(folder)))
        if link.is_symlink() and (not target or os.readlink(link) != str(target)):
            link.unlink()
    for place, target in wanted.items():
        link = folder / place
        link.parent.mkdir(parents=True, exist_ok=True)
        if not link.is_symlink():
            link.symlink_to(target)


def _free_name(place, taken):
    """Two trees may have the same folder name; the second gets a number."""
    number, free = 1, place
    while free in taken:
        number += 1
        free = f"{place}-{number}"
    return free
