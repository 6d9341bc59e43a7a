# SPDX-License-Identifier: BSD-3-Clause
"""Images for tests: each a configuration of its own under build/, so that no user's is touched."""

import fcntl
import subprocess
import sys

from motelib import paths

SCRIPTS = paths.ROOT / "scripts"


def build(name, saved, *assignments, app=None):
    """Builds configuration t-NAME from configs/SAVED_defconfig and assignments; returns its paths.

    `app` is the folder of an application that is none of the tree's, for assignments to choose.
    Two processes may ask for the same one at once; a failed build is an AssertionError.
    """
    configuration = paths.Configuration(f"t-{name}")
    paths.BUILD.mkdir(exist_ok=True)
    with open(paths.BUILD / f".{configuration.name}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        chosen = ["--name", configuration.name, "--keep-current"]
        _run("config.py", "defconfig", saved, *chosen, *(["--app", str(app)] if app else []))
        if assignments:
            _run("config.py", "set", *chosen, *assignments)
        _run("build.py", *chosen)
    return configuration


def _run(script, *arguments):
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / script), *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        check=False)
    if done.returncode:
        raise AssertionError(f"{script} {' '.join(arguments)} failed:\n{done.stdout}")
