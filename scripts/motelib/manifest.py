# SPDX-License-Identifier: BSD-3-Clause
"""What an image was made from, so that others can make the same bytes:
build/<name>/<name>.manifest.json.

Nothing in it depends on where, when, by whom or under which NAME the image was built.
"""

import hashlib
import json
import re
import subprocess

from motelib import modules, paths, toolchain

# What decides about every image and belongs to no module.
BUILD_FILES = ("meson.build", "scripts/strip_image.py")
_FROM_MESON_FOLDER = "../../../"


def text(configuration):
    """The manifest of a built image, as JSON."""
    made_from = {
        "version": (paths.ROOT / "VERSION").read_text().strip(),
        "toolchain": toolchain.versions(),
        "parts": _parts(configuration),
        "configuration": _settings(configuration),
    }
    manifest = {
        "image": _file(configuration.elf),
        "debug": _file(configuration.debug),
        # Equal fingerprints promise equal images.
        "fingerprint": hashlib.sha256(json.dumps(made_from).encode()).hexdigest(),
        **made_from,
    }
    return json.dumps(manifest, indent=2) + "\n"


def _file(path):
    data = path.read_bytes()
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _settings(configuration):
    """The resolved configuration: each symbol's line of .config."""
    lines = configuration.dotconfig.read_text().splitlines()
    return [line for line in lines if line.startswith("CONFIG_") or line.endswith(" is not set")]


def _parts(configuration):
    """Module folder -> one hash over the names and contents of its files that the image was made
    from."""
    files = {"build": set(BUILD_FILES)}
    folders = sorted(modules.find(configuration), key=len, reverse=True)
    for name in _sources(configuration):
        folder = next((each for each in folders if name.startswith(f"{each}/")), "build")
        files.setdefault(folder, set()).add(name)
    for folder, names in files.items():
        # The module's own build file, and the linker script where it brings one.
        own = [] if folder == "build" else [paths.ROOT / folder / "meson.build"]
        own += (paths.ROOT / folder).glob("*.lds") if folder != "build" else []
        names.update(str(path.relative_to(paths.ROOT)) for path in own)
    return {_plain(folder, configuration): _hash(names, configuration)
            for folder, names in sorted(files.items())}


def _sources(configuration):
    """Every file of the tree that the compiler read, relative to the root."""
    done = subprocess.run(["ninja", "-C", str(configuration.meson), "-t", "deps"],
                          stdout=subprocess.PIPE, text=True, check=False)
    files = {line.strip() for line in done.stdout.splitlines() if line.startswith("    ")}
    return {name[len(_FROM_MESON_FOLDER):] for name in files if name.startswith(_FROM_MESON_FOLDER)}


def _plain(name, configuration):
    """A path as it is in every configuration: external/<name>/app/x is external/app/x."""
    return re.sub(rf"^external/{re.escape(configuration.name)}/", "external/", name)


def _hash(names, configuration):
    digest = hashlib.sha256()
    for name in sorted(names):
        digest.update(_plain(name, configuration).encode() + b"\0")
        digest.update(hashlib.sha256((paths.ROOT / name).read_bytes()).digest())
    return digest.hexdigest()
