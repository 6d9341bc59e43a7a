# SPDX-License-Identifier: BSD-3-Clause
"""What the tools print, for the documents: real runs, with the names that a reader would use."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from motelib import paths, saved_images
from motelib.report import UserError
from motelib.testing import images

INDENT = "    "
# The same everywhere: what is drawn depends on what a terminal can show.
TERMINAL = {"COLUMNS": "110", "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}


def _output(command, folder=paths.ROOT, errors_too=False):
    """What a command prints, as on a terminal of a known kind and width."""
    if not shutil.which(command[0]):
        raise UserError(f"the documents' examples need {command[0]}; install it: apt-get install {command[0]}")
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, env={**os.environ, **TERMINAL},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if errors_too else subprocess.PIPE, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise UserError(f"running {' '.join(map(str, command))} for the documents: it ended with status "
                        f"{done.returncode} and said: {said}")
    return done.stdout


def _script(name, *arguments):
    return _output([sys.executable, paths.ROOT / "scripts" / name, *arguments])


def _indented(text):
    return "\n".join((INDENT + line).rstrip() for line in text.rstrip().splitlines())


def first_run():
    """From a clone to the end of the first run, in an empty folder; what is committed counts."""
    with tempfile.TemporaryDirectory(prefix="mote-docs-") as folder:
        clone = Path(folder) / "mote"
        begin = time.monotonic()
        _output(["git", "clone", "--quiet", paths.ROOT, clone])
        # make in make would pass our own variables on.
        said = _output(["env", "-u", "MAKEFLAGS", "-u", "MAKELEVEL", "./mote", "--no-install", "run"],
                       clone, errors_too=True)
        seconds = time.monotonic() - begin
    return (_indented(f"$ git clone -q URL mote && cd mote && ./mote run\n{said}") +
            f"\n\nThat took {seconds:.1f} seconds from the clone to the end, {_machine()}.")


def _machine():
    """The processor that a time was measured on, in words."""
    model = re.search(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    processors = len(os.sched_getaffinity(0))
    return f"on {processors} processors ({model[1] if model else os.uname().machine})"


def size():
    """Where the bytes of hello go."""
    saved_images.build("hello")
    said = _script("size.py", "--name", f"{saved_images.PREFIX}hello", "--depth", "modules")
    return _indented(f"$ make size DEPTH=modules\n{_as_hello(said)}")


def size_diff():
    """What the log costs hello."""
    saved_images.build("hello")
    quiet = images.build("docs-quiet", "hello", "LOG_NONE=y").name
    said = _script("size_diff.py", "--a", f"{saved_images.PREFIX}hello", "--b", quiet)
    said = said.replace(f"{saved_images.PREFIX}hello -> {quiet}", "before.json -> hello")
    return _indented("$ make size JSON=1 > before.json\n$ make set SET=LOG_NONE=y\n"
                     f"$ make size-diff A=before.json B=hello\n{said}")


def _as_hello(text):
    """The user's own image in place of ours, which has the same bytes; columns stay where they are."""
    ours = f"{saved_images.PREFIX}hello"
    text = text.replace(f"\n{ours}.elf", "\nhello.elf" + " " * len(saved_images.PREFIX))
    return text.replace(ours, "hello")


EXACT = {"size": size, "size-diff": size_diff}
TIMES = {"first-run": first_run}
