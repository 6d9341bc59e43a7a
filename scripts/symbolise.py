#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""make symbolise FILE=log: the backtrace of each panic report in a saved console log, and who has
allocated what the heap says was left."""

import argparse
import sys
from pathlib import Path

from motelib.backtrace import MENTION, backtrace, find_mentions
from motelib.image import add_image_options, chosen_image
from motelib.panic import BEGIN, find_reports
from motelib.report import UserError, run_verb
from motelib.symbols import Symbols

SAID_BY_MOTE = "mote: "


def main():
    parser = argparse.ArgumentParser(prog="make symbolise", description=__doc__.split(": ", 1)[1])
    add_image_options(parser)
    parser.add_argument("file", nargs="?", default="-", help="the log; - is standard input")
    arguments = parser.parse_args()
    image = chosen_image(arguments)
    log = _read(arguments.file)
    lines = _lines_that_mention(log)
    reports = find_reports(log)
    if not reports and not lines:
        raise UserError(
            "there is no panic report in the log; one begins with a line “mote: panic: ...”"
        )
    with Symbols(image.debug) as symbols:
        for line in lines:
            print(line, *(f"  {each.text()}" for each in find_mentions(line, symbols)), sep="\n")
    for report in reports:
        nested = " within a panic" if report.is_nested else ""
        print(f"mote: panic{nested}: {report.message}")
        print(backtrace(report, image.elf, image.debug).text())
    return 0


def _lines_that_mention(log):
    """Lines outside of panic reports that name code by its address."""
    lines = log.decode(errors="replace").splitlines()
    return [line for line in lines if line.startswith(SAID_BY_MOTE) and not BEGIN.search(line)
            and MENTION.search(line)]


def _read(file):
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise UserError(
            f"reading the console log {file}: {error.strerror}; give its path in FILE="
        ) from None


if __name__ == "__main__":
    run_verb(main)
