# SPDX-License-Identifier: BSD-3-Clause
"""All that decides about what comes out of a part's build, and the hash that names the result."""

import hashlib
import json
from dataclasses import dataclass
from typing import Dict, Tuple

from motelib import flags, paths, toolchain
from motelib.parts import unpack
from motelib.parts.definition import Accepted, Part

FOLDER = paths.BUILD / "parts"
# To be raised when parts are built in another way that no file or flag shows.
METHOD = 1


@dataclass(frozen=True)
class Recipe:
    """A part to be built in one way."""

    part: Part
    accepted: Accepted
    flags: Tuple[str, ...]
    overlay: str  # the hash over the overlay, the patches and how it is unpacked
    toolchain: Dict[str, str]
    uses: Tuple["Recipe", ...] = ()  # the parts with whose headers it is compiled

    @property
    def data(self):
        """What the hash is over, and what the result's manifest says."""
        return {"name": self.part.name, "version": self.accepted.version,
                "sha256": self.accepted.sha256, "overlay": self.overlay,
                "flags": list(self.flags), "toolchain": self.toolchain, "method": METHOD,
                "uses": [recipe.folder.name for recipe in self.uses]}

    @property
    def folder(self):
        """Where the result lies, or will lie."""
        digest = hashlib.sha256(json.dumps(self.data).encode()).hexdigest()
        return FOLDER / f"{self.part.name}-{digest[:16]}"


def of(part, accepted, settings, uses=()):
    """The recipe for a part in a configuration with those {symbol: value}."""
    return Recipe(part, accepted, tuple(flags.of_images(settings)), _overlay(part, accepted),
                  toolchain.versions(), tuple(uses))


def _overlay(part, accepted):
    digest = hashlib.sha256(json.dumps([part.unpack, part.leave_out, part.libraries]).encode())
    files = [(patch.name, patch) for patch in unpack.patches(part, accepted)]
    files += [(name, path) for path, name in unpack.overlay(part, accepted)]
    for name, path in files:
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
