#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Builds a configuration in two copies of the tree, under different circumstances, and compares
every byte.

    reproduce.py [--name NAME] [--json]

The copies must also give what build/NAME holds. Exit status 0: all alike; 1: something differs, and
it is said what; the copies are kept then.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import config
from motelib import builder, paths
from motelib.report import progress, run_verb, table
from motelib.reproduction import circumstances, differences


def _parse():
    parser = argparse.ArgumentParser(prog="make reproduce", description=__doc__.splitlines()[0])
    parser.add_argument("--name", help="the configuration; the current one if left out")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def _build_everywhere(name, base):
    """Builds here and twice elsewhere; returns the circumstances of the two."""
    configuration = paths.Configuration(name)
    builder.build(configuration)
    pair = circumstances.pair(name, base)
    for which, each in zip(("first", "second"), pair):
        progress(f"building the {which} copy, in {each.tree}")
        circumstances.prepare(each, name, backwards=which == "second")
        circumstances.build(each)
    return pair


def _results(builds):
    """One entry for each kind of file and build: what it is and its hash."""
    entries = []
    for kind in ("elf", "debug", "manifest"):
        for label, files in builds.items():
            data = getattr(files, kind).read_bytes()
            entries.append({"file": kind, "build": label, "bytes": len(data),
                            "sha256": hashlib.sha256(data).hexdigest()})
    return entries


def _explain(builds):
    """Sentences on each build that differs from the first copy's."""
    first = builds["first copy"]
    sentences = []
    for label, files in builds.items():
        if files.debug.read_bytes() != first.debug.read_bytes():
            where = differences.explain_image(first.debug, files.debug)
            objects = differences.differing_objects(first, files)
            where += [f"it begins in what was compiled from {', '.join(objects)}"] if objects else []
            sentences += [f".debug of the first copy and {label}: {text}" for text in where]
        elif files.elf.read_bytes() != first.elf.read_bytes():
            sentences.append(f".elf of the first copy and {label} differ while .debug is the same: "
                             "the cause is scripts/strip_image.py")
        if files.manifest.read_bytes() != first.manifest.read_bytes():
            where = differences.explain_manifests(first.manifest, files.manifest)
            sentences += [f"manifest of the first copy and {label}: {text}" for text in where]
    return sentences


def _as_text(report):
    first, second = report["circumstances"]
    rows = [(key, first[key], second[key]) for key in first]
    lines = [table(rows, ("circumstance", "first copy", "second copy")), ""]
    lines += [f"note: {note}" for note in report["notes"]] + [""] * bool(report["notes"])
    rows = [(f"{report['name']}.{'manifest.json' if e['file'] == 'manifest' else e['file']}",
             e["build"], f"{e['bytes']:,}", e["sha256"]) for e in report["files"]]
    lines += [table(rows, ("file", "from", "bytes", "SHA-256"), right={2}), ""]
    lines += report["differences"]
    lines.append("reproduced: every byte is the same" if report["same"] else "not reproduced")
    return "\n".join(lines)


def _report(name, base):
    pair = _build_everywhere(name, base)
    builds = {f"build/{name}": paths.Configuration(name), "first copy": pair[0].files,
              "second copy": pair[1].files}
    files = _results(builds)
    same = len({(entry["file"], entry["sha256"]) for entry in files}) == 3
    return {
        "name": name,
        "same": same,
        "circumstances": [each.shown() for each in pair],
        "notes": circumstances.obstacles(*pair),
        "files": files,
        "differences": [] if same else _explain(builds),
    }


def main():
    """Builds, compares and reports."""
    options = _parse()
    name = config.prepared_name(["--keep-current"] + ([f"--name={options.name}"] if options.name else []))
    base = Path(tempfile.mkdtemp(prefix="mote-reproduce-"))
    base.chmod(0o755)  # Another user must get through to the second copy.
    keep = False
    try:
        report = _report(name, base)
        keep = not report["same"]
    finally:
        if not keep:
            shutil.rmtree(base, ignore_errors=True)
    print(json.dumps(report, indent=2) if options.json else _as_text(report))
    if keep:
        progress(f"the copies are kept in {base}; remove it when you have looked at them")
    return 0 if report["same"] else 1


if __name__ == "__main__":
    run_verb(main)
