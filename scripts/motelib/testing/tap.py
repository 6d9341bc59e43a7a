# SPDX-License-Identifier: BSD-3-Clause
"""Reads TAP (version 13) from a console or a program's output, which may be cut off anywhere."""

import re
from dataclasses import dataclass, replace
from typing import List, Optional

RESULT = re.compile(r"(not )?ok (\d+)(?: - (.*?))?(?: # SKIP ?(.*))?")
PLAN = re.compile(r"1\.\.(\d+)")
LINES_BEFORE = 3


@dataclass(frozen=True)
class Case:
    """One result line, and what was said before it."""

    name: str
    passed: bool
    skipped: Optional[str] = None  # why
    said: str = ""


def parse(text, said_after=False):
    """The Cases in a text. What the plan promised and did not come is one more Case that failed.

    `said_after`: what is said of a case stands behind its result, too.
    """
    cases: List[Case] = []
    said: List[str] = []
    promised = None
    for line in text.splitlines():
        if match := RESULT.fullmatch(line.rstrip()):
            if said_after:
                _add_said(cases, said)
                said = said[-LINES_BEFORE:]
            cases.append(_case(match, said))
            said = []
        elif match := PLAN.fullmatch(line.strip()):
            promised = int(match[1])
        elif line.strip() and not line.startswith("TAP version"):
            said.append(line.rstrip())
    missing = _missing(cases, promised)
    if missing:
        cases.append(Case(missing, passed=False, said="\n".join(said)))
    elif said_after:
        _add_said(cases, said)
    return cases


def _add_said(cases, said):
    if cases and not cases[-1].passed:
        cases[-1] = replace(cases[-1], said="\n".join([cases[-1].said, *said]).strip())


def _case(match, said):
    is_failed, number, name, skipped = match.groups()
    return Case(name or f"test {number}", not is_failed, skipped, "\n".join(said))


def _missing(cases, promised):
    if promised is None:
        return "a plan (1..N) in the output"
    if len(cases) < promised:
        last = f", the last one was “{cases[-1].name}”" if cases else ""
        return f"all {promised} tests run to the end ({len(cases)} did{last})"
    return None
