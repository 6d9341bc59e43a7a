# SPDX-License-Identifier: BSD-3-Clause
"""A copy of the tree, and of what a configuration takes from outside of it, in another place."""

import json
import os
import shutil
import subprocess

from motelib import external, paths

# In a tree without git (an unpacked archive) these are what git would ignore.
_IGNORED_FOLDERS = {".git", "build", "external", "__pycache__", ".cache"}


def tree_files():
    """The files that make up the tree as it lies there now: tracked ones, and new ones not ignored."""
    command = ["git", "-C", str(paths.ROOT), "ls-files", "-z", "--cached", "--others",
               "--exclude-standard"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
        listed = os.fsdecode(done.stdout).split("\0") if done.returncode == 0 else []
    except FileNotFoundError:
        listed = []
    # Outside of a clone git may find a clone around it, to which the tree is one ignored folder.
    if "meson.build" not in listed:
        return _walk(paths.ROOT)
    return sorted(name for name in listed if name and os.path.lexists(paths.ROOT / name))


def _walk(folder):
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in _IGNORED_FOLDERS]
        found += [os.path.relpath(os.path.join(place, name), folder) for name in files]
    return sorted(found)


def copy_tree(target, backwards=False):
    """Copies the tree to a new folder; backwards, so that the files lie in another order on the
    disk."""
    for name in sorted(tree_files(), reverse=backwards):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copy2(paths.ROOT / name, target / name, follow_symlinks=False)
        except FileNotFoundError:
            # An editor's or another program's, that was removed since the files were listed.
            if os.path.lexists(paths.ROOT / name):
                raise


def copy_configuration(name, tree, new_name, outside):
    """Copies configuration `name` into a copied tree as `new_name`.

    Its application and its trees of modules from outside are copied into the folder `outside`.
    """
    sources = external.read(name)
    copied = {
        "app": str(_copy_folder(sources.app, outside / "app")) if sources.app else None,
        "external": [str(_copy_folder(folder, outside / f"tree{number}"))
                     for number, folder in enumerate(sources.trees)],
    }
    folder = tree / "build" / new_name
    folder.mkdir(parents=True)
    shutil.copyfile(paths.Configuration(name).dotconfig, folder / ".config")
    (folder / "sources.json").write_text(json.dumps(copied))


def _copy_folder(folder, place):
    target = place / folder.name
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns(".git", "__pycache__"))
    return target


def make_old(folder, seconds):
    """Gives every file below a folder the same time, in seconds since 1970."""
    for place, _, files in os.walk(folder):
        for name in files:
            os.utime(os.path.join(place, name), (seconds, seconds), follow_symlinks=False)


def give_to(folder, uid, gid):
    """Makes a folder and all that is in it another user's."""
    for place, folders, files in os.walk(folder):
        for name in [".", *folders, *files]:
            os.chown(os.path.join(place, name), uid, gid, follow_symlinks=False)
