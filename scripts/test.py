#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""make check, test, test-all, test-rest: runs tests and prints TAP.

Behind the results stand the minutes of each folder of tests, and the last line is the count alone:
`N passed, N failed, N skipped`. The exit status is 1 when a test failed or none ran.
"""

import argparse
import json
import sys
import time

from motelib import child
from motelib.report import UserError, run_verb
from motelib.testing import discover
from motelib.testing.pool import Pool
from motelib.testing.results import Report


def _parse():
    parser = argparse.ArgumentParser(prog="make test", description=__doc__.split(": ", 1)[1],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=discover.VERBS)
    parser.add_argument("--only", metavar="TEXT", help="the tests whose name holds TEXT")
    parser.add_argument("--json", action="store_true", help="print JSON; TAP goes to stderr")
    return parser.parse_args()


def main():
    """Runs the tests of a verb."""
    options = _parse()
    child.leave_by_signals("the tests' run")
    modules = discover.find(options.verb, options.only)
    if not modules:
        raise UserError(f"make {options.verb} has no test whose name holds {options.only!r}; "
                        f"see what there is with make {options.verb}")
    begin = time.monotonic()
    report = Report(sys.stderr if options.json else sys.stdout)
    Pool(modules, options.only, report.take,
         lambda module, seconds: report.take_seconds(module.folder, seconds)).run()
    seconds = time.monotonic() - begin
    status = report.finish(seconds)
    if options.json:
        print(json.dumps(report.as_data(seconds), indent=2))
    return status


if __name__ == "__main__":
    run_verb(main)
