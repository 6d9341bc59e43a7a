# SPDX-License-Identifier: BSD-3-Clause
"""Whether anything changed since a configuration was last prepared, found in a few milliseconds.

The stamp holds the size and time of each file that the configuration follows from, and what each
wildcard of a `source` line matched, so that an added module folder is noticed.
"""

import glob
import json
import os
import re

from motelib import paths

from . import renamed

_FILE_NAME = "config.stamp"
_SOURCE = re.compile(r'^\s*o?(r?)source\s+"(.*)"', re.MULTILINE)


def is_fresh(configuration):
    """Whether .config, headers and Kconfig files are as `write` saw them."""
    try:
        stamp = json.loads((configuration.dir / _FILE_NAME).read_text())
        return (
            all(_state(path) == state for path, state in stamp["files"].items())
            and all(_matches(pattern) == found for pattern, found in stamp["patterns"].items())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False  # Missing, or written by an interrupted or another version of this.


def write(configuration, kconfig_files):
    """Remembers the present state; call it last, when everything else is written."""
    patterns = _patterns(kconfig_files, configuration.name)
    files = [str(paths.ROOT / file) for file in kconfig_files + renamed.beside(kconfig_files)]
    files += [str(configuration.dotconfig), str(configuration.sources)]
    files += [str(configuration.include / "config"), *_own_code()]
    stamp = {
        "files": {path: _state(path) for path in files},
        "patterns": {pattern: _matches(pattern) for pattern in patterns},
    }
    paths.write_if_changed(configuration.dir / _FILE_NAME, json.dumps(stamp, indent=0) + "\n")


def _state(path):
    """What changes with a file, and a folder's entries; None when there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return [status.st_mtime_ns, status.st_size, status.st_ino]


def _matches(pattern):
    return sorted(glob.glob(os.path.join(paths.ROOT, pattern)))


def _patterns(kconfig_files, name):
    """The wildcards behind `source` in the Kconfig files, with the variables that they may use."""
    found = set()
    for file in kconfig_files:
        text = (paths.ROOT / file).read_text(encoding="utf-8")
        for is_relative, pattern in _SOURCE.findall(text):
            pattern = pattern.replace("$(MOTE_NAME)", name)
            pattern = pattern.replace("$(MOTE_ROOT)", str(paths.ROOT))
            found.add(os.path.join(os.path.dirname(file), pattern) if is_relative else pattern)
    return sorted(pattern for pattern in found if glob.has_magic(pattern))


def _own_code():
    """These tools: when they write something else, what they wrote before is out of date."""
    return sorted(glob.glob(os.path.join(os.path.dirname(__file__), "*.py")))
