#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""make test-bare: does what the README says on fresh machines that have nothing but git.

A machine is a minimal installation of a Debian release in a folder (debootstrap) that is entered
with chroot in name spaces of its own: nothing stays mounted, and its processes end with ours. HEAD
is cloned there, so what is not committed is not tested. Mirror and key come from this machine's own
package sources. The installation is kept as an archive for a week, a machine only while it is used.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from motelib import child
from motelib.aptsources import of_distribution, read_sources
from motelib.paths import BUILD, ROOT
from motelib.report import UserError, progress, run_verb
from motelib.testing.results import INDENT

RELEASES = ("bookworm", "trixie")
VERBS = ("run", "test")
BARE = BUILD / "bare"
WEEK = 7 * 24 * 3600
STEP_LIMIT_SECONDS = 30 * 60
REMOVE_LIMIT_SECONDS = 10
LAST_LINES = 20
DIAGNOSIS_LINES = 40

# A release's name becomes that of a folder, which is removed at the end.
RELEASE_NAME = re.compile(r"[a-z]+")
CLOSING_LINE = re.compile(r"\d+ passed, \d+ failed, \d+ skipped")
FETCHED = re.compile(r"^Fetched ([\d.,]+) ([kMG]?)B in ", re.MULTILINE)
MEGABYTES = {"": 1e-6, "k": 1e-3, "M": 1, "G": 1e3}
PROXIES = ("http_proxy", "https_proxy", "no_proxy")

# $1 is the machine's folder, the rest is what to run there. The mounts are this name space's alone.
ENTER = """
mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && exec chroot "$@"
"""


class StepFailed(Exception):
    """A command failed; its log says how."""

    def __init__(self, what, log):
        super().__init__(what)
        self.log = log


class Machine:
    """A fresh installation of one release."""

    def __init__(self, release, sources):
        self.release = release
        self.sources = sources
        self.root = BARE / release
        self.archive = BARE / f"{release}.tar"

    def log(self, step):
        """The file that a step's output goes to."""
        return BARE / f"{self.release}-{step}.log"

    def prepare(self):
        """Makes the installation, or takes the one that is kept, and clones HEAD in it."""
        self.remove()
        if self.archive.exists() and time.time() - self.archive.stat().st_mtime < WEEK:
            self.root.mkdir(parents=True)
            run(["tar", "-xpf", self.archive, "-C", self.root], self.log("unpack"))
            self._connect()
        else:
            self._install()
        self._clone()

    def remove(self):
        """Removes the machine's folder; patiently, as an interrupted machine takes time to die."""
        deadline = time.monotonic() + REMOVE_LIMIT_SECONDS
        while self.root.exists():
            if succeeds("rm", "-rf", "--one-file-system", self.root):
                return
            if time.monotonic() > deadline:
                raise UserError(f"{self.root} can't be removed; see what uses it, then remove it")
            time.sleep(0.2)

    def _install(self):
        progress(f"{self.release}: installing a minimal system with git (kept for a week) ...")
        BARE.mkdir(parents=True, exist_ok=True)
        mirror = next(source for source in self.sources if source.suite == self.release)
        options = ["--variant=minbase"]
        if mirror.signed_by:
            options.append(f"--keyring={mirror.signed_by}")
        if any(source.uri.startswith("https:") for source in self.sources):
            options.append("--include=ca-certificates")
        debootstrap = ["debootstrap", *options, self.release, self.root, mirror.uri]
        run([*in_namespaces(), *debootstrap], self.log("debootstrap"))
        self._connect()
        self.enter("apt-get -q update && apt-get -q -y install --no-install-recommends git &&"
                   " apt-get clean", self.log("git"))
        partial = self.archive.with_suffix(".partial")
        run(["tar", "-cpf", partial, "-C", self.root, "."], self.log("pack"))
        partial.replace(self.archive)

    def _connect(self):
        """Gives the machine this one's way to the network: names, proxies and package sources."""
        for name in ("resolv.conf", "hosts"):
            shutil.copyfile(f"/etc/{name}", self.root / "etc" / name)
        apt = self.root / "etc/apt"
        (apt / "sources.list").write_text("")
        stanzas = "\n".join(source.as_text() for source in self.sources)
        (apt / "sources.list.d/machine.sources").write_text(stanzas)
        acquire = subprocess.run(["apt-config", "dump", "Acquire"], stdout=subprocess.PIPE,
                                 text=True, check=True).stdout
        (apt / "apt.conf.d/00machine").write_text(acquire)

    def _clone(self):
        """Clones HEAD; first as it is into the machine, whose git doesn't see this machine."""
        shared = self.root / "srv/mote.git"
        # The tree may belong to another user, which git refuses to read unless told.
        upload = "git -c 'safe.directory=*' upload-pack"
        run(["git", "clone", "--bare", "--depth=1", f"--upload-pack={upload}",
             f"file://{ROOT}", shared], self.log("clone"))
        self.enter("git clone /srv/mote.git /root/mote", self.log("clone"))

    def enter(self, script, log):
        """Runs a shell script in the machine, as root, without a terminal."""
        environment = [f"{name}={os.environ[name]}" for name in PROXIES if name in os.environ]
        run([*in_namespaces(), "sh", "-c", ENTER, "sh", self.root, "env", "-i", *environment,
             "HOME=/root", "PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8",
             "TERM=dumb", "sh", "-c", script], log)

    def downloaded(self):
        """Megabytes that the last ./mote downloaded, as its apt-get counted them; forgets them."""
        log = self.root / "root/mote/build/setup.log"
        if not log.exists():
            return 0.0
        found = FETCHED.findall(log.read_text(errors="replace"))
        log.unlink()
        return sum(float(n.replace(",", "")) * MEGABYTES[unit] for n, unit in found)


def in_namespaces():
    """The command in front of another that keeps its mounts and processes apart, and ends them."""
    return ["unshare", "--mount", "--pid", "--fork", "--kill-child"]


def run(command, log):
    """Runs a command into its log; raises StepFailed, and lets nothing outlive it."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as stream:
        process = child.spawn(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=stream,
                              stderr=subprocess.STDOUT)
        with child.ending(process):
            try:
                status = process.wait(STEP_LIMIT_SECONDS)
            except subprocess.TimeoutExpired:
                minutes = STEP_LIMIT_SECONDS // 60
                raise StepFailed(f"not done after {minutes} minutes", log) from None
    if status:
        raise StepFailed(f"exit status {status}", log)


def run_verb_there(machine, verb):
    """Runs ./mote VERB on the machine and reports on it; returns whether it passed."""
    log = machine.log(verb)
    progress(f"{machine.release}: ./mote {verb} ...")
    start = time.monotonic()
    outcome, problem = "passed", None
    try:
        machine.enter(f"cd /root/mote && exec ./mote {verb}", log)
    except StepFailed as error:
        outcome, problem = "failed", error
    seconds = time.monotonic() - start
    counts = CLOSING_LINE.findall(log.read_text(errors="replace"))
    print(f"{outcome}  {machine.release}  ./mote {verb}  {seconds:.0f} s, "
          f"{machine.downloaded():.1f} MB downloaded{', ' + counts[-1] if counts else ''}",
          flush=True)
    if problem:
        explain(problem)
    return not problem


def explain(problem):
    """Says why a step failed: the tests that did, the end of its log, and where the rest is."""
    lines = problem.log.read_text(errors="replace").splitlines()
    shown = [*failures(lines), *lines[-LAST_LINES:]]
    print("\n".join(f"    {line}".rstrip() for line in shown))
    print(f"    ({problem}; all of it is in {problem.log.relative_to(ROOT)})", flush=True)


def failures(lines):
    """Of a log that holds TAP: the result of each test that failed, and what is said of it."""
    blocks, is_failed = [], False
    for line in lines:
        # What is said of a result stands behind it, indented; see motelib/testing/results.py.
        if line and not line.startswith(INDENT):
            is_failed = line.startswith("not ok ")
            blocks += [[]] if is_failed else []
        if is_failed:
            blocks[-1].append(line)
    return [line for block in blocks for line in _shortened(block)]


def _shortened(block):
    while not block[-1]:
        block.pop()
    left_out = len(block) - 1 - DIAGNOSIS_LINES
    note = [f"{INDENT}... and {left_out} more lines"] if left_out > 0 else []
    return block[:1 + DIAGNOSIS_LINES] + note


def test_release(release, verbs, sources):
    """Tests one release; returns how many of the verbs passed."""
    machine = Machine(release, sources)
    try:
        machine.prepare()
        return sum([run_verb_there(machine, verb) for verb in verbs])
    except StepFailed as problem:
        print(f"failed  {release}  no machine could be made")
        explain(problem)
        return 0
    finally:
        machine.remove()


def codename():
    """This machine's release, if it is Debian."""
    try:
        lines = Path("/etc/os-release").read_text().splitlines()
    except OSError:
        return None
    release = dict(line.split("=", 1) for line in lines if "=" in line)
    return release.get("VERSION_CODENAME") if release.get("ID") == "debian" else None


def obstacle():
    """Why no machine can be made here, or None."""
    if os.geteuid():
        return "debootstrap and chroot need root"
    for tool in ("debootstrap", "unshare", "git", "tar"):
        if not shutil.which(tool):
            return f"{tool} is not installed; ./mote --setup test-bare installs it"
    own = codename()
    if own not in {source.suite for source in of_distribution(read_sources(), own or "")}:
        return "this machine has no package sources of a Debian release to install from"
    if not succeeds(*in_namespaces(), "true"):
        return "the kernel refuses name spaces of their own (unshare --mount --pid)"
    if not succeeds("git", "-C", ROOT, "-c", "safe.directory=*", "rev-parse", "HEAD"):
        return "this tree is not a clone, so there is no HEAD to test"
    return None


def succeeds(*command):
    """Whether a command ends with status 0; what it prints is of no interest."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.run(command, **quiet, check=False).returncode == 0


def close(passed, failed, skipped):
    """Prints the closing line; returns the exit status."""
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


def parse_arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description="Does what the README says on bare machines.")
    parser.add_argument("--release", nargs="+", default=RELEASES, metavar="NAME",
                        help=f"Debian releases (default: {' '.join(RELEASES)})")
    parser.add_argument("--verbs", nargs="+", default=VERBS, metavar="VERB",
                        help=f"what to run as ./mote VERB (default: {' '.join(VERBS)})")
    arguments = parser.parse_args()
    for release in arguments.release:
        if not RELEASE_NAME.fullmatch(release):
            raise UserError(f"'{release}' is no release of Debian. Its name is one word of small "
                            "letters, as make test-bare RELEASE=bookworm.", 2)
    return arguments


def main():
    """Tests each release; returns the exit status."""
    arguments = parse_arguments()
    count = len(arguments.release) * len(arguments.verbs)
    reason = obstacle()
    if reason:
        progress(f"bare machines can't be tested here: {reason}")
        return close(0, count, 0) if os.environ.get("CI") == "true" else close(0, 0, count)
    child.leave_by_signals("make test-bare")
    own = codename()
    passed = 0
    for release in arguments.release:
        sources = [s.for_release(own, release) for s in of_distribution(read_sources(), own)]
        passed += test_release(release, arguments.verbs, sources)
    return close(passed, count - passed, 0)


if __name__ == "__main__":
    run_verb(main)
