# SPDX-License-Identifier: BSD-3-Clause
"""A machine of a few fake commands, to see what ./mote does without installing anything.

The machine is a temporary folder: a copy of ./mote and its helpers with small tables of packages,
and a bin/ that is the whole PATH. Its apt-get, sudo and make write down how they were called; files
in state/ say how they behave. Folder names hold a space, since a user's may.
"""

import os
import pty
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REAL_COMMANDS = ("cat", "env", "mkdir", "sed", "tail", "touch", "tr")
TIME_LIMIT = 20

VERBS = """
# comments are left out
help          base
clean         none
*_defconfig   config
run           build run
*             none
"""

# Three that come as commands, and one that is only found by importing it.
PACKAGES = """
# package  proof              groups
make       command:make       base
alpha      command:a-tool     build
beta       command:b-tool     build
gamma      command:c-tool     run
delta      python:json        run
unwanted   command:u-tool     other
"""

FAKES = {
    "make": """
echo "make in $PWD"
for argument do echo "make got <$argument>"; done
[ ! -e "$STATE/make-fails" ] || exit 7
""",
    "id": 'cat "$STATE/uid"\n',
    "sudo": 'echo "sudo $*" >>"$STATE/calls"\nMOTE_TEST_SUDO=1 exec "$@"\n',
    "dpkg": 'echo "dpkg $*" >>"$STATE/calls"\n',
    "gcc": 'cat >"$STATE/preprocessed"\n[ -e "$STATE/header" ]\n',
    "apt-get": """
echo "apt-get $*" >>"$STATE/calls"
[ "$LC_ALL" = C ] || exit 97
case " $* " in
*' -s '*)
	[ -e "$STATE/unknown" ] && echo "E: Unable to locate package beta" && exit 100
	[ -e "$STATE/broken" ] && echo "E: You have held broken packages." && exit 100
	echo "Inst beta (1.0 Debian:12 [amd64])"
	[ ! -e "$STATE/simulation" ] || cat "$STATE/simulation"
	exit 0 ;;
*' --assume-no '*)
	echo "Need to get 5120 kB/84.3 MB of archives."
	echo "After this operation, 352 MB of additional disk space will be used."
	exit 1 ;;
esac
[ "$(cat "$STATE/uid")" = 0 ] || [ -n "${MOTE_TEST_SUDO:-}" ] || exit 99
[ "$DEBIAN_FRONTEND" = noninteractive ] || exit 98
case " $* " in
*' update '*)
	[ -e "$STATE/offline" ] && echo "W: Could not resolve the mirror" && exit 0
	rm -f "$STATE/unknown" "$STATE/stale" ;;
*' install '*)
	[ -e "$STATE/stale" ] && echo "E: 404 Not Found" && exit 100
	[ -e "$STATE/offline" ] && echo "E: Failed to fetch beta.deb" && exit 100
	[ -e "$STATE/useless" ] && exit 0
	for tool in a b c; do cat "$STATE/tool" >"$BIN/$tool-tool"; chmod +x "$BIN/$tool-tool"; done ;;
esac
""",
}


class Result:
    """What one call of ./mote gave: exit status, output (both streams on a terminal), errors."""

    def __init__(self, status, output, errors=""):
        self.status = status
        self.output = output
        self.errors = errors


class Machine:
    """A fake machine; `with Machine(tools=...) as machine:` removes it at the end."""

    def __init__(self, tools=("a-tool", "c-tool"), uid=0, without=()):
        self._temporary = tempfile.TemporaryDirectory(prefix="mote machine ")
        self.root = Path(self._temporary.name)
        self.tree, self.bin, self.state = (self.root / n for n in ("the tree", "bin", "state"))
        self.bin.mkdir()
        self.state.mkdir()
        self._copy_tree()
        self._make_commands(tools, without)
        self.set_state("uid", f"{uid}\n")
        self.set_state("tool", "#!/bin/sh\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._temporary.cleanup()

    def _copy_tree(self):
        packages = self.tree / "scripts" / "packages"
        packages.mkdir(parents=True)
        for name in ("mote", "scripts/find-python", "scripts/packages/install"):
            shutil.copy2(ROOT / name, self.tree / name)
        (packages / "verbs.txt").write_text(VERBS)
        (packages / "debian.txt").write_text(PACKAGES)

    def _make_commands(self, tools, without):
        for name in (*REAL_COMMANDS, "rm", "chmod"):
            (self.bin / name).symlink_to(shutil.which(name))
        for name, text in FAKES.items():
            if name not in without:
                self.add_command(name, text)
        for name in tools:
            self.add_command(name)

    def add_command(self, name, text=""):
        """Puts a shell script of this name into the PATH."""
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{text}")
        path.chmod(0o755)

    def add_package(self, line):
        """Adds a line to the table of packages."""
        with (self.tree / "scripts/packages/debian.txt").open("a") as table:
            table.write(line + "\n")

    def set_state(self, name, text=""):
        """Says how the fake commands behave."""
        (self.state / name).write_text(text)

    def calls(self):
        """What apt-get, dpkg and sudo were called with, a line each."""
        path = self.state / "calls"
        return path.read_text().splitlines() if path.exists() else []

    def changes(self):
        """The calls of apt-get that would have changed a real machine."""
        harmless = (" -s ", " --assume-no ")
        return [c for c in self.calls() if c.startswith("apt-get ")
                and not any(word in f"{c} " for word in harmless)]

    def _environment(self):
        return {"PATH": str(self.bin), "BIN": str(self.bin), "STATE": str(self.state),
                "LANG": "de_DE.UTF-8"}

    def run(self, *arguments, cwd=None, mote="./mote"):
        """Runs ./mote without a terminal."""
        done = subprocess.run([mote, *arguments], cwd=cwd or self.tree, env=self._environment(),
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, timeout=TIME_LIMIT, check=False)
        return Result(done.returncode, done.stdout, done.stderr)

    def run_on_terminal(self, *arguments, answer):
        """Runs ./mote on a pseudo-terminal on which `answer` is typed when it asks."""
        ours, theirs = pty.openpty()
        child = subprocess.Popen(["./mote", *arguments], cwd=self.tree, env=self._environment(),
                                 stdin=theirs, stdout=theirs, stderr=theirs,
                                 start_new_session=True)
        os.close(theirs)
        try:
            text = _converse(ours, answer)
            return Result(child.wait(TIME_LIMIT), text)
        finally:
            child.kill()
            child.wait()
            os.close(ours)


def _converse(terminal, answer):
    """Reads what comes until the other side closes; types the answer at the question."""
    text = ""
    deadline = time.monotonic() + TIME_LIMIT
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 0.1)[0]:
            continue
        try:
            text += os.read(terminal, 4096).decode()
        except OSError:
            return text  # Linux reports the end of a pseudo-terminal as an I/O error.
        if answer is not None and text.endswith("[Y/n] "):
            os.write(terminal, answer.encode())
            answer = None
    raise TimeoutError(f"./mote did not end; so far:\n{text}")
