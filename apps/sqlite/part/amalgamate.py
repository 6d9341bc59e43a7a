# SPDX-License-Identifier: BSD-3-Clause
"""Makes sqlite3.c, sqlite3.h and shell.c of SQLite's sources by its own main.mk, and checks what came out.

    amalgamate.py SOURCES TARGET

SQLite's makefile runs Tcl scripts. Where there is no tclsh, the packages that have it are downloaded and
unpacked beside the sources; nothing is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGES = ("tcl8.6", "libtcl8.6")
# What each accepted version gives.
MADE = {
    "3.40.1": {
        "sqlite3.c": "b919a49fac461984e93808c21755b678622f2a94903455270d097e856a792a62",
        "sqlite3.h": "dc419c400665bd43b335d04d7562d78e1d5dcd464fa0d6150c9d5c3bc5d705f4",
        "shell.c": "222fd79d4caa32c6673d3040c6e0d99a72dd22119d510f37bc4e6217b77a6ffc",
    },
    "3.46.1": {
        "sqlite3.c": "6c35bc5f7f85eac9c49928bacbb02bb694b547aabf69197e058cca245ad80e83",
        "sqlite3.h": "89b62c671c5964e137409ce034941b7b05a3af2c9875aba41f47f9483d0c2515",
        "shell.c": "bed3cd2ea73b5afa4d43d7db400c66fe2b8127a21e1b6e4b7c96a48e6862165d",
    },
}


def main():
    """Makes them in a folder of its own, as the makefile writes where it is called."""
    sources, target = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    made = MADE[(sources / "version.txt").read_text(encoding="utf-8").strip()]
    with tempfile.TemporaryDirectory(dir=target) as folder:
        work = Path(folder)
        environment = _with_tclsh(work)
        (work / "made").mkdir()
        subprocess.run(["make", "-f", sources / "main.mk", f"TOP={sources}", "TCC=cc -O0", "BCC=cc -O0",
                        "NAWK=awk", "OPTS=", *made],
                       cwd=work / "made", env=environment, check=True)
        for name, expected in made.items():
            found = hashlib.sha256((work / "made" / name).read_bytes()).hexdigest()
            if found != expected:
                sys.exit(f"ERROR: {name} was made with SHA-256 {found} and not {expected}")
            shutil.copyfile(work / "made" / name, target / name)


def _with_tclsh(work):
    """An environment in which there is a tclsh."""
    environment = {**os.environ, "LC_ALL": "C"}
    if shutil.which("tclsh"):
        return environment
    unpacked = work / "tcl"
    try:
        subprocess.run(["apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", *PACKAGES], cwd=work,
                       check=True)
        for package in work.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", package, unpacked], check=True)
        (unpacked / "bin").mkdir()
        (unpacked / "bin/tclsh").symlink_to(next(unpacked.glob("usr/bin/tclsh*")))
        library = next(unpacked.glob("usr/lib/*/libtcl*")).parent
        scripts = next(unpacked.glob("usr/share/tcltk/tcl*/init.tcl")).parent
    except (OSError, subprocess.CalledProcessError, StopIteration):
        sys.exit("ERROR: SQLite's makefile needs tclsh, and it could not be fetched; install the package "
                 f"{PACKAGES[0]}")
    return {**environment, "PATH": f"{unpacked / 'bin'}:{os.environ['PATH']}", "LD_LIBRARY_PATH": str(library),
            "TCL_LIBRARY": str(scripts)}


if __name__ == "__main__":
    main()
