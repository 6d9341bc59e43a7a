# SPDX-License-Identifier: BSD-3-Clause
"""The compiler flags of everything that ends up in an image: our sources and third-party parts."""

import subprocess

from motelib import toolchain

# Two passes off that copy what stands before a loop, as most loops of an image run a few times, and
# one that saves registers around calls where the stack is as good: each made hello smaller when tried.
_SIZE = ["-Oz", "-fno-tree-loop-im", "-fno-tree-ch", "-fno-caller-saves"]
_OPTIMIZATION = {
    "CONFIG_OPTIMIZE_SIZE": _SIZE,
    "CONFIG_OPTIMIZE_SPEED": ["-O2"],
    "CONFIG_OPTIMIZE_DEBUG": ["-Og"],
}

_ALL = [
    "-std=gnu11", "-g", "-fno-pie", "-mno-red-zone", "-fcf-protection=none",
    "-fno-stack-protector", "-fstack-clash-protection", "-fomit-frame-pointer", "-fno-common",
    "-fno-strict-aliasing", "-fno-asynchronous-unwind-tables", "-ffunction-sections",
    "-fdata-sections", "-fno-ident", "-fmerge-all-constants", "-fno-jump-tables",
    "-malign-data=abi", "-U_FILE_OFFSET_BITS", "-U_FORTIFY_SOURCE", "-U__linux__", "-U__unix__",
    "-nostdinc",
]


def of_images(settings):
    """The flags that depend on no machine, for a configuration's {symbol: value}."""
    return optimization(settings) + _ALL


def optimization(settings):
    """What the configuration optimises for, as flags."""
    chosen = next((symbol for symbol in _OPTIMIZATION if settings.get(symbol) == "y"),
                  "CONFIG_OPTIMIZE_SIZE")
    return [_known(flag) for flag in _OPTIMIZATION[chosen]]


def compiler_headers():
    """The folder of the compiler's own headers (stddef.h and the like)."""
    return toolchain.ask("-print-file-name=include")


def _known(flag):
    """-Oz is known to gcc since 12."""
    return "-Os" if flag == "-Oz" and not _accepts(flag) else flag


def _accepts(flag):
    command = [toolchain.compiler(), flag, "-E", "-x", "c", "/dev/null"]
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          check=False).returncode == 0
