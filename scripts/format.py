#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""make format: brings the C sources into the format that .clang-format describes.

With --check it changes nothing, says which lines would change, and fails where there are any.
"""

import argparse
import shutil
import subprocess

from motelib import paths
from motelib.report import UserError, progress, run_verb

FOLDERS = ("core", "libs", "drivers", "platforms", "apps", "tests")


def sources():
    """The C files of the tree."""
    return [path for folder in FOLDERS for path in sorted((paths.ROOT / folder).rglob("*.[ch]"))]


def clang_format(*options):
    """Runs clang-format on all sources."""
    if not shutil.which("clang-format"):
        raise UserError("formatting needs clang-format, which isn't installed; install it: "
                        "apt-get install clang-format")
    command = ["clang-format", "--style=file", *options, *(str(path) for path in sources())]
    return subprocess.run(command, cwd=paths.ROOT, check=False, stderr=subprocess.PIPE, text=True)


def unformatted():
    """What would change, as clang-format says it; nothing where all is formatted."""
    return clang_format("--dry-run", "-Werror").stderr


def main():
    """Formats, or says what isn't formatted."""
    parser = argparse.ArgumentParser(prog="make format", description=__doc__.split(": ", 1)[1],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing")
    if parser.parse_args().check:
        complaints = unformatted()
        if complaints:
            raise UserError(f"these lines aren't formatted; make format does it:\n{complaints}")
        return 0
    done = clang_format("-i")
    if done.returncode:
        raise UserError(f"clang-format failed:\n{done.stderr}")
    progress(f"{len(sources())} files are formatted")
    return 0


if __name__ == "__main__":
    run_verb(main)
