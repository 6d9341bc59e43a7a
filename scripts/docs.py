#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""make docs: writes the figures and lists of the documents anew, from the tools that know them.

    docs.py [--check] [--no-figures]

A document holds blocks between `<!-- begin NAME: made by make docs -->` and `<!-- end NAME -->`;
what stands in between is made here and never typed. --check changes nothing and fails where a block
is out of date. Times depend on the machine and the moment, so those are written but not checked.
"""

import argparse
from pathlib import Path

from motelib import budgets, paths, toolchain
from motelib.documents import blocks, figures, transcripts, tree
from motelib.report import UserError, progress, run_verb

# Block name -> function that makes its text: what is the same in each run, and what isn't.
EXACT = {**figures.EXACT, **transcripts.EXACT}
TIMES = {**figures.TIMES, **transcripts.TIMES}


def _parse():
    parser = argparse.ArgumentParser(prog="make docs", description=__doc__.split(": ", 1)[1],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; fail on an old block")
    parser.add_argument("--no-figures", action="store_true", help="leave out what must be measured")
    return parser.parse_args()


def _makers(options):
    """Block name -> function that makes its text, for the blocks that can be made here and now."""
    makers = dict(tree.MAKERS)
    if options.no_figures:
        return makers
    if not budgets.file().exists():
        progress(f"figures stay as they are: they are those of another toolchain than {toolchain.key()}")
        return makers
    makers.update(EXACT)
    if not options.check:
        makers.update(TIMES)
    return makers


def main():
    """Writes or checks every document."""
    options = _parse()
    made = blocks.Made(_makers(options), known={*tree.MAKERS, *EXACT, *TIMES})
    stale = []
    for path in blocks.documents(paths.ROOT):
        old = path.read_text(encoding="utf-8")
        new, names = blocks.renewed(old, made, _label(path))
        if new == old:
            continue
        stale.append(f"{_label(path)} ({', '.join(names)})")
        if not options.check:
            paths.write_if_changed(path, new)
    if options.check and stale:
        raise UserError(f"what make docs writes is out of date in {'; '.join(stale)}. Type make docs, "
                        "look at the difference, and commit it.")
    if not options.check:
        progress(f"written: {'; '.join(stale)}" if stale else "every document was up to date")


def _label(path):
    return str(Path(path).relative_to(paths.ROOT))


if __name__ == "__main__":
    run_verb(main)
