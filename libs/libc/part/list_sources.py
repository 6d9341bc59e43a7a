#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Prints newlib's sources that the library is made of, a path a line: all of these folders but what a
pattern below leaves out. The releases differ by a few files, so patterns say it for all of them; a
folder that a release doesn't have gives none."""

import fnmatch
from pathlib import Path

FOLDERS = {
    "libc/argz": "dummy",
    "libc/ctype": "",
    "libc/errno": "",
    "libc/locale": "",
    # Locks, and calling constructors, are libs/libc's.
    "libc/misc": "fini init lock",
    # What a unikernel can't do (exec), what libs/posix does on its own descriptors and trees, and what
    # meson.build compiles otherwise.
    "libc/posix": "exec* popen posix_spawn *dir* dirfd engine fnmatch *ftw glob word* *isatty creat "
                  "sleep usleep",
    # The structures of threads are libs/libc's; there is no sbrk; off_t has 64 bits as it is.
    "libc/reent": "*64r execr getreent impure sbrkr",
    # The database of files.
    "libc/search": "hash hash_b* hash_l* hash_p* ndbm",
    "libc/signal": "raise signal sig2str",
    # The nano formatter doesn't understand %zu and %lld. meson.build compiles vfprintf and its like in
    # several ways.
    "libc/stdio": "nano-* refill vf*printf vf*scanf svf*",
    # The heap is the core's; how a program ends is libs/libc's.
    "libc/stdlib": "*malloc* *alloc *allocr cfreer freer mall* malign* msize* mstats mtrim mlock "
                   "abort assert system",
    # The core has these.
    "libc/string": "memcmp memcpy memmove memset strcmp strlen strncmp strnlen",
    "libc/time": "clock time",
    "libc/unix": "get* pread pwrite sigset ttyname*",
    "libc/machine/x86_64": "memcpy memset",
    "libm/common": "",
    "libm/complex": "",
    # The target's own are in machine/; for these the generic folder has nothing but names.
    "libm/fenv": "feclearexcept feg* feh* fer* fes* fet* feu* fenv_stub",
    # s_lrint and s_lround are included by others; common has frexpl.
    "libm/ld": "s_frexpl s_lrint s_lround",
    "libm/ld80": "b_expl b_logl",
    "libm/math": "",
    "libm/machine/x86_64": "fe[!n]*",
}
NEWLIB = Path(__file__).resolve().parent / "newlib"


def main():
    """Prints them."""
    for folder, left_out in FOLDERS.items():
        for path in sorted((NEWLIB / folder).glob("*.[cS]")):
            if not any(fnmatch.fnmatch(path.stem, pattern) for pattern in left_out.split()):
                print(f"newlib/{folder}/{path.name}")


if __name__ == "__main__":
    main()
