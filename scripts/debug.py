#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""make debug: an image in QEMU, stopped at main, with gdb attached and its symbols loaded.

gdb has the terminal; what the image prints appears there too while it runs. The two end together:
gdb when the image ends, QEMU when gdb does.
"""

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from motelib import child, qemu
from motelib.image import add_image_options, chosen_image
from motelib.paths import ROOT
from motelib.pump import Pump
from motelib.report import UserError, progress, run_verb
from motelib.symbols import TREE, Symbols

INSTALL = "apt-get install gdb"
# Settings, and commands that know threads and memory.
GDB_FILES = (ROOT / "scripts" / "gdb" / "mote.gdb", ROOT / "scripts" / "gdb" / "mote_gdb.py")
START_SECONDS = 10
# What gdb gets to leave by itself once the virtual machine is gone.
GRACE_SECONDS = 0.5


def parse_arguments():
    """The options, for which the Makefile has variables."""
    parser = argparse.ArgumentParser(prog="make debug", description=__doc__.split(": ", 1)[1],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    add_image_options(parser)
    machines = ", ".join([*qemu.MACHINES, *qemu.XEN_MACHINES])
    parser.add_argument("--machine", help=f"{machines}; by default what the image was made for")
    parser.add_argument("--memory", default="64M", help="such as 64M or 1100k")
    parser.add_argument("--args", default="", help="the command line: parameters -- arguments")
    parser.add_argument("--accel", default="tcg", help="auto, tcg or kvm")
    parser.add_argument("--initrd", metavar="FILE", help="a file that is loaded with the image")
    parser.add_argument("--break", dest="function", default="main", metavar="FUNCTION",
                        help="where to stop first")
    parser.add_argument("--batch", metavar="COMMANDS",
                        help="gdb commands to run there, separated by semicolons; then end")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    child.leave_by_signals("the debugging session")
    image = chosen_image(arguments)
    arguments.machine = arguments.machine or qemu.machine_for(image.elf)
    gdb = find_gdb()
    where = breakpoint_at(image, arguments.function)
    with tempfile.TemporaryDirectory(prefix="mote-debug-") as folder:
        socket = Path(folder) / "gdb"
        with child.ending(start_qemu(image, arguments, socket)) as virtual_machine:
            wait_for(socket, virtual_machine)
            line = gdb_command(gdb, image, socket, where, arguments.batch)
            status = converse(line, virtual_machine)
    ended = qemu.image_status(virtual_machine.returncode)
    if ended is not None:
        progress(f"the image ended with exit status {ended}")
    return status


def find_gdb():
    """gdb's path, or a sentence with the command that installs it."""
    path = shutil.which("gdb")
    if path:
        return path
    raise UserError(f"gdb is not installed; install it with `{INSTALL}`")


def breakpoint_at(image, function):
    """Where to stop, in gdb's words; also checks that the symbols are the image's."""
    with Symbols(image.debug) as symbols:
        mismatch = symbols.mismatch(image.elf)
        if mismatch:
            progress(f"what gdb shows may be wrong: {mismatch}; build again")
        if symbols.has_function(function):
            return function
        progress(f"the image has no function {function}: stopping at its first instruction")
        return f"*{symbols.entry:#x}"


def start_qemu(image, arguments, socket):
    """QEMU with the image loaded and stopped, and a gdb server on a socket that only we reach."""
    accelerator = qemu.choose_accelerator(arguments.accel)
    qemu.check_files(image.elf, arguments.initrd)
    qemu.check_machine(image.elf, arguments.machine)
    qemu.check_memory(image.elf, arguments.memory, arguments.machine)
    listen = f"socket,id=gdb,path={socket},server=on,wait=off"
    server = ["-S", "-chardev", listen, "-gdb", "chardev:gdb"]
    line = qemu.command(image.elf, arguments.machine, arguments.memory, arguments.args,
                        arguments.initrd, accelerator, extra=[*server, "-serial", "stdio"])
    pipe = subprocess.PIPE
    return child.spawn(line, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, bufsize=0)


def wait_for(socket, virtual_machine):
    """Waits until QEMU's gdb server is there."""
    deadline = time.monotonic() + START_SECONDS
    while not socket.exists():
        if virtual_machine.poll() is not None:
            stderr = virtual_machine.stderr.read().decode(errors="replace")
            qemu.refuse_host_failure(virtual_machine.returncode, stderr, spoke=False)
            raise UserError(f"QEMU ended before gdb could be attached: {stderr.strip()}")
        if time.monotonic() > deadline:
            raise UserError(f"QEMU's gdb server did not come up in {START_SECONDS} s; try again")
        time.sleep(0.01)


def gdb_command(gdb, image, socket, where, batch):
    """gdb's command line. Without --batch it reads the user's own settings first, as always."""
    line = [gdb, "-q"]
    if batch is not None:
        line += ["-nx", "-batch"]
    # A hardware breakpoint: a software one would be written before the image is in memory, and in
    # another CPU mode than that in which it is met.
    external = ROOT / "external" / image.name
    commands = [
        # The first that fits counts. Sources from outside lie behind links in a folder by name.
        f'set substitute-path {TREE}/external "{external}"',
        f'set substitute-path {TREE} "{ROOT}"',
        f"target remote {socket}",
        f"thbreak {where}",
        "continue",
        *([] if batch is None else [*split_commands(batch), "quit"]),
    ]
    line += [part for each in GDB_FILES for part in ("-x", str(each))] + [str(image.debug)]
    return line + [part for each in commands for part in ("-ex", each)]


def split_commands(text):
    """The gdb commands in --batch."""
    commands = (command.strip() for command in text.replace("\n", ";").split(";"))
    return [command for command in commands if command]


def converse(line, virtual_machine):
    """Runs gdb in the foreground while the image's console is passed through; gdb's exit status."""
    # Ctrl-C is gdb's: it stops the image. (SIG_IGN would be inherited, a handler is not.)
    signal.signal(signal.SIGINT, lambda *_: None)
    gdb = child.spawn(line, death_signal=signal.SIGTERM, own_session=False)
    with child.ending(gdb, gently=True):
        watcher = threading.Thread(target=follow, args=(virtual_machine, gdb), daemon=True)
        watcher.start()
        status = gdb.wait()
    virtual_machine.kill()
    watcher.join()
    return status if status >= 0 else 128 - status


def follow(virtual_machine, gdb):
    """Passes the console through until the virtual machine ends, and sees that gdb ends too."""
    Pump(virtual_machine, on_output=show).run()
    try:
        gdb.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        # On SIGTERM gdb's Python complains of an interruption.
        gdb.send_signal(signal.SIGHUP)


def show(data):
    """Writes what the image has printed."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    run_verb(main)
