# SPDX-License-Identifier: BSD-3-Clause
"""The compiler and the binary tools that images are built with, and what they call themselves."""

import functools
import os
import shutil
import subprocess

from motelib.report import UserError

TARGET = "x86_64"


@functools.lru_cache(maxsize=None)
def compiler():
    """The C compiler for images: $CC where it is set, else a gcc that makes code for the target."""
    named = os.environ.get("CC")
    if named and "clang" in _first_line(named, "--version"):
        raise UserError(f"images are built with gcc, and CC={named} is clang; leave CC out, or name "
                        "a gcc")
    for candidate in [named] if named else ["gcc", f"{TARGET}-linux-gnu-gcc"]:
        if shutil.which(candidate) and _first_line(candidate, "-dumpmachine").startswith(TARGET):
            return candidate
    raise UserError(
        f"looked for a C compiler for {TARGET} and found none"
        + (f" behind CC={named}" if named else "")
        + "; install it: apt-get install gcc")


def versions():
    """What makes an image, as the tools say it themselves: a dictionary for manifests."""
    return {
        "compiler": _first_line(compiler(), "--version"),
        "assembler": _first_line(_tool("as"), "--version"),
        "linker": _first_line(_tool("ld"), "--version"),
    }


def key():
    """A short name of the toolchain; size and instruction budgets are kept for each:
    gcc-12.2.0-ld-2.40."""
    gcc = _first_line(compiler(), "-dumpfullversion")
    linker = _first_line(_tool("ld"), "--version").split()[-1]
    return f"gcc-{gcc}-ld-{linker}"


def check():
    """Raises a UserError for a tool that builds need and that isn't there."""
    needed = {"meson": "meson", "ninja": "ninja-build", _tool("as"): "binutils", _tool("ld"): "binutils"}
    for tool, package in needed.items():
        if not shutil.which(tool):
            raise UserError(f"{tool} is needed for building and isn't installed; install it: "
                            f"apt-get install {package}")


def _tool(name):
    """The assembler or linker that the compiler runs."""
    return _first_line(compiler(), f"-print-prog-name={name}")


@functools.lru_cache(maxsize=None)
def _first_line(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    return (done.stdout.splitlines() or [""])[0]
