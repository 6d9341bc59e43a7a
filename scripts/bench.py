#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Measures what can be measured exactly, holds it against the budgets, and the start-up time beside
it.

Instructions are counted under -icount; bytes are those of the shipped files; memory is the least
that does. A figure over its budget makes the exit status 1. Budgets are kept for each toolchain in
tests/budgets/.
"""

import argparse
import json

from motelib import budgets, report, saved_images, toolchain
from motelib.benchmarks import instructions, memory, startup
from motelib.benchmarks.figure import Figure

CONFIGURATIONS = ("bench", "hello", "tiny")


def _measure(with_time):
    images = {}
    for name in CONFIGURATIONS:
        report.progress(f"building {name}")
        images[name] = saved_images.build(name).elf
    report.progress("counting instructions")
    figures = instructions.measure(images["bench"])
    for name in ("hello", "tiny"):
        figures.append(Figure("bytes", name, f"{name}, the shipped file",
                              images[name].stat().st_size, "bytes"))
        report.progress(f"looking for the least memory in which {name} runs")
        figures.append(memory.measure(name, images[name]))
    if with_time:
        report.progress("timing starts beside those of an empty guest")
        figures += startup.measure("hello", images["hello"])
    return figures


def main():
    """Measures, prints, judges."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--no-time", action="store_true", help="leave out what is not exact")
    options = parser.parse_args()
    figures = _measure(not options.no_time)
    verdicts = [budgets.check(f.kind, f.name, f.value) if f.kind else None for f in figures]
    if options.json:
        print(json.dumps(_as_data(figures, verdicts), indent=2))
    else:
        _print(figures, verdicts)
    exceeded = [verdict.message for verdict in verdicts if verdict and not verdict.ok]
    for message in exceeded:
        report.progress(message)
    return 1 if exceeded else 0


def _as_data(figures, verdicts):
    return {"toolchain": toolchain.key(), "figures": [
        {"kind": figure.kind or "time", "name": figure.name, "text": figure.text,
         "value": figure.value, "unit": figure.unit, "budget": verdict.budget if verdict else None,
         "ok": verdict.ok if verdict else True}
        for figure, verdict in zip(figures, verdicts)]}


def _print(figures, verdicts):
    rows = []
    for figure, verdict in zip(figures, verdicts):
        budget = f"{verdict.budget:,}" if verdict and verdict.budget is not None else ""
        mark = "" if not verdict or verdict.ok else "over budget"
        rows.append((figure.text, f"{figure.value:,}", figure.unit, budget, mark))
    print(report.table(rows, ("figure", "value", "unit", "budget", ""), right={1, 3}))


if __name__ == "__main__":
    report.run_verb(main)
