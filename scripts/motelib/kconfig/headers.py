# SPDX-License-Identifier: BSD-3-Clause
"""One header a symbol, <config/SYMBOL.h>, so that gcc's dependency files rebuild what they must.

A source file includes the headers of the symbols it looks at; when a value changes only that header
is rewritten, and only the files that include it are compiled again.
"""

from motelib import paths

from . import lines
from .model import BOOL, HEX, STRING
from .reasons import number


def write(model, include):
    """Brings the headers in `include`/config up to date, and removes those of vanished symbols."""
    folder = include / "config"
    folder.mkdir(parents=True, exist_ok=True)
    expected = set()
    for symbol in model.unique_defined_syms:
        file = f"{symbol.name}.h"
        expected.add(file)
        paths.write_if_changed(folder / file, f"#define CONFIG_{symbol.name} {in_c(symbol)}\n")
    for path in folder.iterdir():
        if path.name not in expected:
            path.unlink()


def in_c(symbol):
    """A symbol's value as C: every symbol has one, so that -Wundef finds a misspelt name."""
    if symbol.orig_type == BOOL:
        return "1" if symbol.str_value == "y" else "0"
    if symbol.orig_type == STRING:
        return lines.quote(symbol.str_value)
    value = number(symbol.str_value, symbol.orig_type)
    if symbol.orig_type == HEX:
        return f"{value:#x}"
    # Through int(), because C would take a leading zero for octal.
    return f"({value})" if value < 0 else str(value)
