# SPDX-License-Identifier: BSD-3-Clause
"""Figures of the documents, measured by make sizes and make bench, beside those of others."""

import functools
import json
import subprocess
import sys

from motelib import paths, toolchain
from motelib.documents.blocks import table
from motelib.report import UserError

# Measured once on two cores with QEMU 7.2 and no KVM; they can't be measured by us again and again.
# name of our figure -> what was measured, as a Markdown cell.
PEERS = {
    "yield": "378 (Unikraft 0.17)",
    "mutex": "35 (Unikraft 0.17)",
    "semaphore": "58 (Unikraft 0.17)",
    "heap_64": "253 (Unikraft 0.17)",
    "thread": "3,717 (Unikraft 0.17)",
}
PEER_BYTES = {
    "hello": "172,552 (Unikraft 0.17), 21,496 (Solo5 spt)",
    "tiny": "143,552 (Unikraft 0.17, the least that printed)",
}
PEER_MEMORY = {"hello": "about 1,434 (Unikraft 0.17)"}


def _json_of(script, *options):
    """What a measuring script says as JSON; one that only finds a budget exceeded has measured too."""
    done = subprocess.run([sys.executable, str(paths.ROOT / "scripts" / script), "--json", *options],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError:
        said = done.stderr.strip().splitlines()[-1:] or ["nothing"]
        raise UserError(f"measuring with scripts/{script} gave no figures; it said: {said[0]}") from None


@functools.lru_cache(maxsize=None)
def _exact_figures():
    return _json_of("bench.py", "--no-time")["figures"]


def _of_kind(kind):
    return [figure for figure in _exact_figures() if figure["kind"] == kind]


def sizes():
    """The saved configurations: bytes of the file, and of memory at start."""
    found = sorted(_json_of("sizes.py")["configurations"], key=lambda each: each["bytes"])
    rows = [(f"`{each['name']}`", f"{each['bytes']:,}", f"{each['memory']:,}", each["description"])
            for each in found]
    return table(("configuration", "bytes of the file", "of memory at start", ""), rows, right={1, 2})


def instructions():
    """What make bench counts, beside what others took."""
    rows = [(f["text"], f"{f['value']:,}", PEERS.get(f["name"], "")) for f in _of_kind("instructions")]
    return table(("what", "instructions", "a peer's"), rows, right={1}) + _made_with()


def start():
    """What the way to main() takes."""
    rows = [(f["text"], f"{f['value']:,}") for f in _of_kind("instructions") if f["name"].startswith("start")]
    return table(("what", "instructions"), rows, right={1}) + _made_with()


def headline():
    """The few figures that say what kind of thing this is."""
    rows = [(f"{f['name']}, the shipped file", f"{f['value']:,} bytes", PEER_BYTES.get(f["name"], ""))
            for f in _of_kind("bytes")]
    rows += [(f"{f['name']}, least memory on microvm", f"{f['value']:,} KiB", PEER_MEMORY.get(f["name"], ""))
             for f in _of_kind("memory")]
    chosen = {"start": "first instruction to main()", "yield": "yield to another thread and back",
              "thread": "create, run, exit and join a thread", "heap_64": "allocate and free 64 bytes",
              "mutex": "lock and unlock a mutex", "semaphore": "post and wait on a semaphore"}
    rows += [(chosen[f["name"]], f"{f['value']:,} instructions", PEERS.get(f["name"], ""))
             for f in _of_kind("instructions") if f["name"] in chosen]
    return table(("figure", "Mote", "a peer's"), rows, right={1}) + _made_with()


def times():
    """Start-up times: of one machine at one moment."""
    found = [f for f in _json_of("bench.py")["figures"] if f["kind"] == "time"]
    return table(("figure", "ms"), [(f["text"], f"{f['value']:.1f}") for f in found], right={1})


def _made_with():
    return f"\n\nMeasured with {toolchain.key()}."


EXACT = {"sizes": sizes, "instructions": instructions, "start": start, "headline": headline}
TIMES = {"times": times}
