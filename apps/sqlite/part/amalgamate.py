# SPDX-License-Identifier: BSD-3-Clause
"""Makes sqlite3.c, sqlite3.h and shell.c of SQLite's sources by its own main.mk, and checks what came out.

    amalgamate.py SOURCES TARGET

SQLite's makefile runs Tcl scripts, and C programs of its own. Where there is no tclsh, or no C library for
the machine itself, the packages that have it are downloaded and unpacked here; nothing is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TCL = ("tcl8.6", "libtcl8.6")
C_LIBRARY = ("libc6-dev",)
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
        (work / "made").mkdir()
        # Make knows no paths with spaces: from here on they begin in this folder.
        (work / "sources").symlink_to(sources)
        environment, compiler = _with_tclsh(work), _compiler(work)
        subprocess.run(["make", "-f", "../sources/main.mk", "TOP=../sources", f"TCC={compiler}",
                        f"BCC={compiler}", "NAWK=awk", "OPTS=", *made],
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
    unpacked = _fetched(work / "tcl", TCL)
    (unpacked / "bin").mkdir(exist_ok=True)
    (unpacked / "bin/tclsh").symlink_to(_first(unpacked, "usr/bin/tclsh*"))
    library = _first(unpacked, "usr/lib/*/libtcl*").parent
    scripts = _first(unpacked, "usr/share/tcltk/tcl*/init.tcl").parent
    return {**environment, "PATH": f"{unpacked / 'bin'}:{os.environ['PATH']}", "LD_LIBRARY_PATH": str(library),
            "TCL_LIBRARY": str(scripts), "TCL8_6_TM_PATH": str(_first(unpacked, "**/msgcat-*.tm").parent)}


def _compiler(work):
    """The command that compiles and links the makefile's own small programs; images need no libc6-dev."""
    probe = subprocess.run(["cc", "-E", "-"], input=b"#include <stdio.h>\n", stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, check=False)
    if probe.returncode == 0:
        return "cc -O0"
    unpacked = _fetched(work / "c", C_LIBRARY)
    library = _first(unpacked, "usr/lib/*/libc.a").parent
    folders = [unpacked / "usr/include", unpacked / "usr/include" / library.name]
    headers = " ".join(f"-isystem ../{folder.relative_to(work)}" for folder in folders)
    # Static, as the shared one is named by absolute paths.
    place = f"../{library.relative_to(work)}"
    return f"cc -O0 -static {headers} -B{place} -L{place}"


def _fetched(folder, packages):
    """A folder with these packages unpacked."""
    folder.mkdir()
    try:
        subprocess.run(["apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", *packages], cwd=folder,
                       check=True)
        for package in folder.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
    except (OSError, subprocess.CalledProcessError):
        sys.exit(f"ERROR: SQLite's makefile needs what is in {packages[0]}, and it could not be fetched; install "
                 f"the package {packages[0]}")
    return folder


def _first(folder, pattern):
    found = sorted(folder.glob(pattern))
    return found[0] if found else sys.exit(f"ERROR: no {pattern} in what was fetched for SQLite's makefile")


if __name__ == "__main__":
    main()
