# SPDX-License-Identifier: BSD-3-Clause
"""Budgets: upper bounds of what is measured, for each toolchain in tests/budgets/<toolchain>.json.

    {"bytes": {"hello": 10240}, "instructions": {"start": 12345}}

Another compiler makes other code, so on a toolchain without a file nothing can be exceeded; that
there is no budget is said.
"""

import json
from dataclasses import dataclass
from typing import Optional

from motelib import paths, toolchain
from motelib.report import UserError

FOLDER = paths.ROOT / "tests" / "budgets"
# What a person does next, by kind of budget.
NEXT_STEP = {
    "bytes": "make size-diff shows what grew (A=before.json B={name})",
    "instructions": "make bench shows each figure",
}


@dataclass(frozen=True)
class Verdict:
    """Whether a value keeps its budget, and a sentence on it; `budget` is None without one."""

    ok: bool
    budget: Optional[int]
    message: str


def file(key=None):
    """The file with the budgets of a toolchain, by default the one that is used here."""
    return FOLDER / f"{key or toolchain.key()}.json"


def load(key=None):
    """{kind: {name: budget}} of a toolchain; empty for one without a file."""
    path = file(key)
    try:
        kinds = json.loads(path.read_text(encoding="utf-8"))
        if all(isinstance(n, int) for budgets in kinds.values() for n in budgets.values()):
            return kinds
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError):
        pass
    raise UserError(f"read the budgets in {_label(path)}, which must be JSON such as "
                    '{"bytes": {"hello": 10240}}, and is not; mend it')


def check(kind, name, value, key=None):
    """The verdict on a measured value: of `kind` ("bytes", "instructions") for `name`."""
    path = file(key)
    measured = f"{name}: {value:,} {kind}"
    if not path.exists():
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.json"))) or "none"
        return Verdict(True, None, f"{measured}; no budget for {path.stem} (there are for {known})")
    budget = load(key).get(kind, {}).get(name)
    if budget is None:
        return Verdict(True, None, f"{measured}; no budget in {_label(path)}")
    if value <= budget:
        left = f"{budget - value:,} below the budget of {budget:,}"
        return Verdict(True, budget, f"{measured}, {left}")
    step = NEXT_STEP.get(kind, "").format(name=name)
    excess = f"exceed the budget of {budget:,} in {_label(path)} by {value - budget:,}"
    return Verdict(False, budget, f"{measured} {excess}" + (f"; {step}" if step else ""))


def _label(path):
    return path.relative_to(paths.ROOT) if paths.ROOT in path.parents else path
