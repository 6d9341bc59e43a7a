# SPDX-License-Identifier: BSD-3-Clause
"""Builds a part: build/parts/<name>-<hash>/ with its archives, its headers and a manifest.json.

The folder appears whole or not at all. Whoever needs it while another builds it waits.
"""

import contextlib
import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import time

from motelib import child, flags, paths, toolchain
from motelib.parts import recipe as recipes
from motelib.parts import store, unpack
from motelib.report import UserError, progress

MANIFEST = "manifest.json"
_LAST_LINES = 25
_KEPT = 8  # of the same part, built otherwise: other headers, other flags

_CROSS_FILE = """\
# Written by scripts/motelib/parts/build.py.
[binaries]
c = '{compiler}'
ar = 'gcc-ar'
strip = 'strip'

[built-in options]
c_link_args = ['-nostdlib']
c_args = {arguments}

[properties]
needs_exe_wrapper = true

[host_machine]
system = 'none'
cpu_family = 'x86_64'
cpu = 'x86_64'
endian = 'little'
"""


def ensure(recipe, environment):
    """The folder of the built part; builds it where it isn't there."""
    if not _is_built(recipe):
        with _locked(recipe) as lock:
            if not _is_built(recipe):
                _build(recipe, environment, lock)
                _forget_oldest(recipe)
    with contextlib.suppress(PermissionError):
        os.utime(recipe.folder)
    return recipe.folder


def _forget_oldest(recipe):
    """Removes what was not used for the longest, where there is much of it."""
    built = [path for path in recipes.FOLDER.glob(f"{recipe.part.name}-{'[0-9a-f]' * 16}")
             if path.is_dir()]
    for folder in sorted(built, key=lambda path: -path.stat().st_mtime)[_KEPT:]:
        # First what makes it count as built.
        (folder / MANIFEST).unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)


def manifest(folder):
    """What a part's folder says of itself."""
    return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))


def _is_built(recipe):
    return (recipe.folder / MANIFEST).is_file()


@contextlib.contextmanager
def _locked(recipe):
    """One build of a part at a time: they would only slow each other."""
    recipes.FOLDER.mkdir(parents=True, exist_ok=True)
    with open(recipes.FOLDER / f".{recipe.part.name}.lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress(f"another build makes {recipe.part.name}; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


def _build(recipe, environment, lock):
    part, accepted = recipe.part, recipe.accepted
    progress(f"building {part.name} {accepted.version}, once for all configurations ...")
    begin = time.monotonic()
    # Without links, as the compiler sees it.
    work = recipes.FOLDER.resolve() / f".{part.name}.building"
    shutil.rmtree(work, ignore_errors=True)
    source, made = work / "source", work / "made"
    unpack.unpack(part, accepted, store.checked(part, accepted), source)
    (source / "version.txt").write_text(accepted.version + "\n", encoding="utf-8")
    _compile(recipe, work, environment, lock)
    data = {**recipe.data, "sources": _sources(source / "build")}
    (made / MANIFEST).write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(recipe.folder, ignore_errors=True)
    os.rename(made, recipe.folder)
    shutil.rmtree(work)
    progress(f"{part.name} {accepted.version} is built, in {time.monotonic() - begin:.0f} s")


def _compile(recipe, work, environment, lock):
    source = work / "source"
    cross = work / "cross.ini"
    cross.write_text(_CROSS_FILE.format(compiler=toolchain.compiler(),
                                        arguments=_arguments(recipe, source)), encoding="utf-8")
    setup = ["meson", "setup", f"--cross-file={cross}", "--prefix=/", "--libdir=.", "--wrap-mode=nodownload"]
    build = str(source / "build")
    for command in ([*setup, build, str(source)], ["ninja", "-C", build],
                    ["meson", "install", "-C", build, "--no-rebuild", f"--destdir={work / 'made'}"]):
        _run(recipe, command, environment, lock, work / "log.txt")


def _arguments(recipe, source):
    """The flags with what differs from machine to machine; no path of it gets into debug information."""
    headers = flags.compiler_headers()
    name = f"/mote/parts/{recipe.part.name}"
    maps = {headers: "/compiler/include", str(source): name, str(source / "build"): f"{name}/build",
            "../": f"{name}/"}
    arguments = [f"-I../{unpack.LIBRARIES}/{library}" for library in recipe.part.libraries]
    for used in recipe.uses:
        arguments += ["-isystem", str(used.folder / "include")]
        maps[str(used.folder)] = f"/mote/parts/{used.part.name}"
    return [*recipe.flags, *arguments, "-idirafter", headers,
            *(f"-ffile-prefix-map={path}={shown}" for path, shown in maps.items())]


def _run(recipe, command, environment, lock, log):
    with open(log, "wb") as stream:
        process = child.spawn(command, death_signal=signal.SIGTERM, env=environment, pass_fds=[lock],
                              stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT)
        with child.ending(process, gently=True):
            status = process.wait()
    if status:
        raise UserError(f"{recipe.part.name} {recipe.accepted.version} could not be built:\n"
                        + _what_is_wrong(log.read_text(encoding="utf-8", errors="replace")))


def _what_is_wrong(output):
    """The first errors and what stands around them, without the commands."""
    lines = [line for line in output.splitlines() if not re.match(r"\[\d+/\d+\] |gcc ", line)]
    first = next((i for i, line in enumerate(lines) if re.search(r"\bERROR:|\berror:", line)), 0)
    return "\n".join(lines[first:first + _LAST_LINES])


def _sources(folder):
    """Archive member -> the source that it was compiled from, as libc.a(x.c.o): newlib/libc/x.c."""
    commands = json.loads((folder / "compile_commands.json").read_text(encoding="utf-8"))
    found = {}
    for command in commands:
        archive, in_folder, member = command["output"].partition(".p/")
        if not in_folder:  # made, or copied, and no object
            continue
        found[f"{archive}({member})"] = re.sub(r"^(\.\./)+", "", command["file"])
    return dict(sorted(found.items()))
