# SPDX-License-Identifier: BSD-3-Clause
"""Two ways to build the same configuration that differ in all that must not matter."""

import os
import pwd
import stat
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, FrozenSet, Optional

from motelib.report import UserError

from . import copies

OTHER_USER = 65534  # nobody
OLD = 1_000_000_000  # 9 September 2001
# Where upper case, order or decimal commas differ most from C; the first that is installed is
# taken.
LOCALES = ("tr_TR.utf8", "de_DE.utf8", "en_US.utf8", "C.utf8")


@dataclass(frozen=True)
class Circumstances:
    """Where, when and as whom a copy of the tree is built."""

    place: Path  # all of it lies in this folder: tree, outside, home, tmp
    name: str
    umask: int
    locale: str
    zone: str
    user: Optional[int]  # None: the one who runs this
    processors: FrozenSet[int]
    file_time: Optional[int]  # None: what the files have

    @property
    def tree(self):
        """Where the copy of the tree lies."""
        return self.place / "tree"

    @property
    def files(self):
        """The files of the configuration there."""
        return _BuiltElsewhere(self.tree, self.name)

    def shown(self):
        """What a person compares, by its name."""
        when = "as in the tree" if self.file_time is None else _date(self.file_time)
        return {
            "folder": str(self.tree),
            "NAME": self.name,
            "umask": f"{self.umask:03o}",
            "locale": self.locale,
            "time zone": self.zone,
            "user": _user_name(os.getuid() if self.user is None else self.user),
            "home": str(self.place / "home"),
            "processors": str(len(self.processors)),
            "file times": when,
        }


class _BuiltElsewhere:
    """The files of a configuration in another tree, as paths.Configuration has them for ours."""

    def __init__(self, tree, name):
        self.name = name
        self.dir = tree / "build" / name
        self.meson = self.dir / "meson"
        self.elf = self.dir / f"{name}.elf"
        self.debug = self.dir / f"{name}.debug"
        self.manifest = self.dir / f"{name}.manifest.json"


def pair(name, base):
    """The two circumstances for a configuration, below the folder `base`."""
    processors = frozenset(os.sched_getaffinity(0))
    first = Circumstances(base / "a", name, 0o022, "C", "UTC", None,
                          frozenset([min(processors)]), None)
    second = Circumstances(base / "another place" / "much" / "deeper", f"{name}-again", 0o077,
                           _other_locale(), "East-12:45", _other_user(base), processors, OLD)
    return first, second


def obstacles(first, second):
    """Sentences on what could not be made to differ here."""
    found = []
    if second.user is None and os.getuid() != 0:
        found.append("both were built by the same user: only root can build as another")
    elif second.user is None:
        found.append(f"both were built by the same user: {first.place.parent} lets no other through")
    if second.locale == "C.utf8":
        found.append("both locales sort alike: no other than C and C.utf8 is installed")
    if first.processors == second.processors:
        found.append("both used the same processors: there is one only")
    return found


def prepare(circumstances, configuration_name, backwards):
    """Puts the copies in place."""
    place = circumstances.place
    for folder in ("tree", "outside", "home", "tmp"):
        (place / folder).mkdir(parents=True)
    copies.copy_tree(circumstances.tree, backwards)
    copies.copy_configuration(configuration_name, circumstances.tree, circumstances.name,
                              place / "outside")
    if circumstances.file_time is not None:
        copies.make_old(place, circumstances.file_time)
    if circumstances.user is not None:
        copies.give_to(place, circumstances.user, circumstances.user)


def build(circumstances):
    """Builds there; what goes wrong is an error with all that the build said."""
    command = [sys.executable, "scripts/build.py", "--name", circumstances.name, "--keep-current"]
    user = circumstances.user
    others = {} if user is None else {"user": user, "group": user, "extra_groups": []}
    done = subprocess.run(
        command, cwd=circumstances.tree, env=_environment(circumstances), umask=circumstances.umask,
        preexec_fn=lambda: os.sched_setaffinity(0, circumstances.processors),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace", check=False, **others)
    if done.returncode != 0:
        raise UserError(f"building {circumstances.name} in a copy of the tree failed though it was "
                        f"built here; it may need a file that git ignores:\n{done.stdout}")


def _environment(circumstances) -> Dict[str, str]:
    inherited = {name: os.environ[name] for name in ("PATH", "CC", "PYTHONPATH") if name in os.environ}
    return {
        **inherited,
        "HOME": str(circumstances.place / "home"),
        "TMPDIR": str(circumstances.place / "tmp"),
        "LC_ALL": circumstances.locale,
        "TZ": circumstances.zone,
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _other_user(base):
    if os.getuid() != 0:
        return None
    is_open = all(folder.stat().st_mode & stat.S_IXOTH for folder in [base, *base.parents])
    return OTHER_USER if is_open else None


def _other_locale():
    try:
        done = subprocess.run(["locale", "-a"], capture_output=True, text=True, errors="replace",
                              check=False)
    except FileNotFoundError:
        return "C.utf8"
    installed = set(done.stdout.split())
    return next((locale for locale in LOCALES if locale in installed), "C.utf8")


def _user_name(uid):
    try:
        return f"{pwd.getpwuid(uid).pw_name} ({uid})"
    except KeyError:
        return str(uid)


def _date(seconds):
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))
