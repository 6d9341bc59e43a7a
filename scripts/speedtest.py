#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""make speedtest: SQLite's speedtest1 in an image beside the same in a small Linux guest, in turn.

Downloads the distribution's kernel for virtual machines and unpacks it; installs nothing. A
time depends on the machine, so this is not part of make bench; the ratio of the two depends on
it much less.
"""

import argparse
import json
import sys

from motelib import report
from motelib.benchmarks import speedtest


def main():
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="make speedtest", description=__doc__.split(": ", 1)[1],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10, help="speedtest1's --size (10)")
    parser.add_argument("--pairs", type=int, default=5, help="how often each runs (5)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    runs = []
    for image, guest in speedtest.compare(options.size, options.pairs):
        runs.append((image, guest))
        report.progress(f"image {image.seconds:.2f} s, Linux guest {guest.seconds:.2f} s")
    if options.json:
        print(json.dumps({"ratio": speedtest.ratio(runs), "runs": [
            {"image": image.seconds, "linux": guest.seconds} for image, guest in runs]}, indent=2))
    else:
        _print(runs)
    return 0


def _print(runs):
    rows = [(step, *(f"{min(pair[side].steps[step] for pair in runs):.3f}" for side in (0, 1)))
            for step in runs[0][0].steps]
    rows.append(("all", *(f"{min(pair[side].seconds for pair in runs):.3f}" for side in (0, 1))))
    heads = ("speedtest1, the least of each", "image, s", "Linux, s")
    print(report.table(rows, heads, right={1, 2}))
    print(f"the image takes {speedtest.ratio(runs):.2f} of the Linux guest's time, the median of "
          f"{len(runs)} pairs")


if __name__ == "__main__":
    sys.exit(report.run_verb(main))
