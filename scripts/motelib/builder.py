# SPDX-License-Identifier: BSD-3-Clause
"""From a configuration to an image: keeps Meson's folder up to date, runs Ninja, puts the results
out.

Every step can be interrupted anywhere: files appear whole or not at all, and a Meson folder counts
as set up only once its build.ninja is there.
"""

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import sys

from motelib import manifest, modules, paths, toolchain
from motelib.report import UserError, progress

CROSS_FILE = """\
# Written by scripts/motelib/builder.py.
[binaries]
c = '{compiler}'
ar = 'gcc-ar'
strip = 'strip'

[built-in options]
c_link_args = ['-nostdlib']

[properties]
needs_exe_wrapper = true

[host_machine]
system = 'none'
cpu_family = 'x86_64'
cpu = 'x86_64'
endian = 'little'
"""

# Of the user's environment, what makes compilers read or write other files than the build says.
UNWANTED_VARIABLES = (
    "CFLAGS", "CPPFLAGS", "LDFLAGS", "CPATH", "C_INCLUDE_PATH", "LIBRARY_PATH", "COMPILER_PATH",
    "GCC_EXEC_PREFIX", "DEPENDENCIES_OUTPUT", "SUNPRO_DEPENDENCIES", "NINJA_STATUS",
)


def build(configuration, verbose=False, werror=False):
    """Brings a configuration's image up to date; its .config must be there and valid."""
    toolchain.check()
    with locked(configuration) as lock:
        _write_inputs(configuration)
        with _unfinished(configuration):
            _setup(configuration, werror, lock)
            _ninja(configuration, verbose, lock)
        _publish(configuration)


@contextlib.contextmanager
def _unfinished(configuration):
    """Marks that tools run; where somebody didn't live to take the mark away all is set up afresh.

    Those that a killed Ninja has started run on, Meson among them, which may have read a .config that
    isn't any more: its build.ninja is newer than the next .config, and would count as made from that.
    """
    mark = configuration.dir / "unfinished"
    if mark.exists():
        configuration.meson.joinpath("build.ninja").unlink(missing_ok=True)
    mark.touch()
    try:
        yield
    except UserError:
        mark.unlink(missing_ok=True)
        raise
    mark.unlink(missing_ok=True)


_locks = {}


@contextlib.contextmanager
def locked(configuration):
    """Keeps other builds of a configuration waiting; may be nested. Gives the lock's file
    descriptor.

    Whoever inherits the descriptor holds the lock too: a Ninja that outlives a killed script must
    have ended before the next one works in the same folder.
    """
    if configuration.dir in _locks:
        yield _locks[configuration.dir]
        return
    # Not in the configuration's own folder, which must not appear for a name that turns out not to
    # exist.
    path = paths.BUILD / ".locks" / configuration.name
    with _taken(path, configuration) as lock:
        _locks[configuration.dir] = lock.fileno()
        try:
            yield lock.fileno()
        finally:
            del _locks[configuration.dir]


def _taken(path, configuration):
    """The lock's file, open and locked."""
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock = open(path, "w")
        except FileNotFoundError:
            continue
        _wait_for(lock, configuration)
        # make distclean may have removed the file meanwhile: the next one would lock another.
        if _is_still_at(path, lock):
            return lock
        lock.close()


def _is_still_at(path, file):
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(path))
    except FileNotFoundError:
        return False


def _wait_for(lock, configuration):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        progress(f"another build of {configuration.name} is running; waiting for it")
        fcntl.flock(lock, fcntl.LOCK_EX)


def _write_inputs(configuration):
    found = modules.find(configuration)
    modules.check(configuration, found)
    paths.write_if_changed(configuration.modules, "\n".join(found) + "\n")
    paths.write_if_changed(
        configuration.include / "mote" / "application.h",
        f'#define MOTE_APPLICATION_NAME "{_application_name(configuration, found)}"\n')


def _application_name(configuration, found):
    """The folder of the chosen application: what argv[0] says."""
    chosen = set(re.findall(r"^CONFIG_(APP_\w+)=y$", configuration.dotconfig.read_text(), re.M))
    names = [folder.rsplit("/", 1)[-1] for folder in found if modules.symbol_of(folder) in chosen]
    if len(names) == 1:
        return names[0]
    raise UserError(
        f"looked for the application that {configuration.dotconfig.relative_to(paths.ROOT)} chooses "
        "and found no folder with a meson.build for it; choose one with make menuconfig")


def _setup(configuration, werror, lock):
    """Makes sure of a Meson folder that fits this tree, this compiler and these options."""
    if _inputs_changed(configuration, werror) or not (configuration.meson / "build.ninja").exists():
        _setup_afresh(configuration, werror, lock)
        return
    # Meson again, if what it reads has changed.
    refresh = ["ninja", "-C", str(configuration.meson), "--quiet", "build.ninja"]
    if _run(refresh, lock).returncode != 0:
        # A mistake in a meson.build, of which setting up tells; or a folder that an interruption
        # broke.
        _setup_afresh(configuration, werror, lock)


def _inputs_changed(configuration, werror):
    """Whether what is decided when a Meson folder is set up is another than it was set up with."""
    cross = CROSS_FILE.format(compiler=toolchain.compiler())
    # Objects don't depend on the compiler's own version, nor survive a move of the tree.
    decided = [f"werror={_word(werror)}", f"root={paths.ROOT}"]
    decided += [f"{tool}={version}" for tool, version in toolchain.versions().items()]
    return any([paths.write_if_changed(_cross_file(configuration), cross),
                paths.write_if_changed(configuration.dir / "options.txt", "\n".join(decided) + "\n")])


def _cross_file(configuration):
    return configuration.dir / "cross.ini"


def _word(flag):
    return "true" if flag else "false"


def _setup_afresh(configuration, werror, lock):
    progress(f"setting up the build of {configuration.name}")
    # First the file by which a folder counts as set up; the rest holds nothing that can't be made
    # again.
    configuration.meson.joinpath("build.ninja").unlink(missing_ok=True)
    shutil.rmtree(configuration.meson, ignore_errors=True)
    command = ["meson", "setup", f"--cross-file={_cross_file(configuration)}",
               f"-Dwerror={_word(werror)}", str(configuration.meson), str(paths.ROOT)]
    done = _run(command, lock)
    if done.returncode != 0:
        configuration.meson.joinpath("build.ninja").unlink(missing_ok=True)
        raise UserError(f"Meson could not set up the build of {configuration.name}:\n"
                        + _named_as_they_lie(_what_is_wrong(done.stdout), configuration))


def _what_is_wrong(output):
    """Of all that Meson says, its errors and what stands behind them."""
    found = re.search(r"^[^\n]*\bERROR: .*", output, re.MULTILINE | re.DOTALL)
    return re.sub(r"\n+A full log can be found at .*", "", found[0] if found else output).strip()


def _ninja(configuration, verbose, lock):
    command = ["ninja", "-C", str(configuration.meson), "-v" if verbose else "--quiet"]
    done = _run(command, lock)
    said = done.stdout
    if not verbose:
        said = _named_as_they_lie(_without_commands(said), configuration)
    if said:
        print(said.rstrip("\n"), file=sys.stderr)
    if done.returncode != 0:
        raise UserError(
            f"the build of {configuration.name} failed; what the compiler said stands above"
            + ("" if verbose else " (V=1 shows the commands)"))


def _without_commands(output):
    """What the tools said, without Ninja's own lines and the commands that it shows with failures."""
    lines = output.splitlines()
    return "\n".join(
        line for line, before in zip(lines, ["", *lines])
        if not line.startswith(("ninja: ", "FAILED: ")) and not before.startswith("FAILED: "))


def _named_as_they_lie(output, configuration):
    """Paths as a person and an editor find them: from the tree's root, or where an external one
    lies."""
    external = configuration.external
    for link in sorted([*external.glob("app/*"), *external.glob("tree/*")]):
        place = link.relative_to(paths.ROOT)
        # Debug information has no configuration's name; hence neither has what the linker says.
        names = f"../../../{place}", f"/mote/external/{link.relative_to(external)}", str(place)
        for name in names:
            output = output.replace(f"{name}/", f"{os.readlink(link)}/")
    return re.sub(r"^/mote/", "", output.replace("../../../", ""), flags=re.MULTILINE)


def _run(command, lock):
    environment = {k: v for k, v in os.environ.items() if k not in UNWANTED_VARIABLES}
    return subprocess.run(command, env=environment, pass_fds=[lock], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", check=False)


def _publish(configuration):
    """Copies the results beside the .config and describes them, when there are new ones."""
    for made, published in (("image.debug", configuration.debug), ("image.map", configuration.map),
                            ("image.elf", configuration.elf)):
        _copy_if_newer(configuration.meson / made, published)
    paths.write_if_changed(configuration.manifest, manifest.text(configuration))
    if configuration.name == paths.current_name():
        # Editors follow what the user works on, not what a tool or a test has built.
        _link(paths.ROOT / "compile_commands.json", configuration.meson / "compile_commands.json")


def _copy_if_newer(source, target):
    made = source.stat()
    try:
        old = target.stat()
        if old.st_mtime_ns == made.st_mtime_ns and old.st_size == made.st_size:
            return
    except OSError:
        pass
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    shutil.copy2(source, temporary)
    os.replace(temporary, target)


def _link(link, target):
    relative = os.path.relpath(target, link.parent)
    if link.is_symlink() and os.readlink(link) == relative:
        return
    temporary = link.with_name(f".{link.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(relative)
    os.replace(temporary, link)  # In one step: builds of other configurations do the same.
