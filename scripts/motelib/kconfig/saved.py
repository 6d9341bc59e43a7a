# SPDX-License-Identifier: BSD-3-Clause
"""Saved configurations: configs/<name>_defconfig here or in external trees, or an app's own."""

import re

from motelib import external, paths
from motelib.report import UserError

from . import lines, store

_SUFFIX = "_defconfig"
_SPDX = "# SPDX-License-Identifier: BSD-3-Clause"


def trees():
    """The tree's root, and the external trees that any configuration was given."""
    found = [paths.ROOT]
    for record in sorted(paths.BUILD.glob("*/sources.json")):
        found += [tree for tree in external.read(record.parent.name).trees if tree not in found]
    return found


def all_files():
    """Name -> file of every saved configuration; one of our own wins over an external one."""
    found = {}
    for tree in trees():
        for path in sorted((tree / "configs").glob("*" + _SUFFIX)):
            found.setdefault(path.name[: -len(_SUFFIX)], path)
    return found


def file_of(name):
    """The file that configuration `name` is made from at first, or None."""
    sources = external.read(name)
    if sources.app:
        # A file in configs/ that happens to be called as the app is about something else.
        path = sources.app / "defconfig"
        return path if path.is_file() else None
    candidates = [paths.ROOT, *sources.trees, *trees()]
    files = (tree / "configs" / f"{name}{_SUFFIX}" for tree in candidates)
    return next((path for path in files if path.is_file()), None)


def read(name):
    """The layer of a saved configuration."""
    path = file_of(name)
    if not path:
        raise unknown(name)
    return lines.read(path, store.label(path))


def layers(name):
    """The layers that make configuration `name` at first: an app's symbol, a saved file."""
    found = []
    sources = external.read(name)
    if sources.app:
        found.append(app_layer(sources.app))
    path = file_of(name)
    if path:
        found.append(lines.read(path, store.label(path)))
    if not found:
        raise unknown(name)
    return found


def is_known(name):
    """Whether `layers` can make the configuration."""
    return bool(external.read(name).app or file_of(name))


def app_layer(app):
    """Chooses an application outside the tree."""
    symbol = external.app_symbol(app.name)
    line = lines.Line(f"APP={app}", f"CONFIG_{symbol}=y", symbol, "y")
    return lines.Layer(f"APP={app}", [line])


def fragment(word):
    """The layer of one word of FRAGMENTS: a path, or a name in configs/fragments."""
    named = paths.CONFIGS / "fragments" / f"{word}.config"
    for path in (named, paths.ROOT / word, paths.Path(word)):
        if path.is_file():
            return lines.read(path.resolve(), store.label(path.resolve()))
    names = [path.stem for path in sorted(named.parent.glob("*.config"))]
    there = f"The ones there are: {', '.join(names)}." if names else "There are none yet."
    raise UserError(
        f"there is no fragment '{word}': neither a file of that path nor {store.label(named)}. "
        + there
    )


def unknown(name):
    """The error on a configuration that nothing is known of."""
    from .reasons import closest  # kconfiglib comes with it, which the quick path does without.

    names = sorted(all_files())
    there = f"The saved ones are: {', '.join(names)}." if names else "None is saved yet."
    return UserError(
        f"there is no configuration '{name}'.{closest(name, names)} {there} "
        f"make NAME={name} menuconfig begins a new one."
    )


def describe(path):
    """The sentence on a saved configuration: its first comment that is not the licence."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") and "SPDX-License-Identifier" not in line:
            return "" if lines.is_assignment(line) else line[2:].strip()
        if line and not line.startswith("#"):
            break
    return ""


def table():
    """All configurations, saved or only built, as dictionaries for `list`."""
    files = all_files()
    current = paths.current_name()
    built = {path.parent.name for path in paths.BUILD.glob("*/.config")}
    made = {name for name in built if not paths.is_tool_name(name)}
    return [_entry(name, files.get(name), name == current) for name in sorted(made | set(files))]


def _entry(name, path, is_current):
    app_file = file_of(name)
    path = path or app_file
    sentence = describe(path) if path else "Not saved yet: make savedefconfig keeps it."
    return {
        "name": name,
        "description": sentence,
        "file": store.label(path) if path else None,
        "current": is_current,
    }


def save(name, model, description=None):
    """Writes the minimal configuration to where `name` comes from; returns (file, changed).

    The comment at the top of an existing file stays, unless a new description is given.
    """
    path = file_of(name) or _new_file(name)
    comment = _leading_comment(path, description)
    if not comment:
        comment = f"{_SPDX}\n# {description or _default_description(model)}\n"
    return path, paths.write_if_changed(path, comment + store.minimal_text(model))


def leading_comment(text):
    """The comment lines at the top of a saved configuration, up to the first assignment."""
    kept = []
    for line in text.splitlines(keepends=True):
        if line.strip() and (not line.startswith("#") or lines.is_assignment(line)):
            break
        kept.append(line)
    return "".join(kept)


def _leading_comment(path, description):
    if not path.is_file():
        return ""
    comment = leading_comment(path.read_text(encoding="utf-8"))
    if not description or not comment:
        return comment
    old = describe(path)
    if not old:
        return comment.rstrip("\n") + f"\n# {description}\n"
    line = re.compile(rf"^# {re.escape(old)}\s*$\n", re.MULTILINE)
    return line.sub(lambda _: f"# {description}\n", comment, count=1)


def _new_file(name):
    app = external.read(name).app
    # In our own configs/ it would name a symbol that nobody else's tree has.
    return app / "defconfig" if app else paths.Configuration(name).defconfig


def _default_description(model):
    chosen = [choice.selection for choice in model.unique_choices]
    app = next((s.name for s in chosen if s and s.name.startswith("APP_")), None)
    folder = app[len("APP_"):].lower().replace("_", "-") if app else "none"
    return f"The application {folder}, as configured in {model.name}."
