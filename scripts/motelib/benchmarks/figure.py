# SPDX-License-Identifier: BSD-3-Clause
"""One measured figure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A value with its unit. `kind` and `name` are its budget's place; `kind` None has no budget."""

    kind: str
    name: str
    text: str
    value: float
    unit: str
