# SPDX-License-Identifier: BSD-3-Clause
"""Lists that follow from the tree alone: the verbs, the options, the parameters."""

import os
import re

import help as verbs_of_make
from motelib import paths
from motelib.documents.blocks import table
from motelib.kconfig import model

# A name under which no configuration has anything outside the tree.
NO_CONFIGURATION = "t-docs"

PARAM = re.compile(r'^MOTE_PARAM\(\s*\w+,\s*"([^"]*)",\s*"([^"]*)",\s*"([^"]*)",', re.MULTILINE)
SOURCES = ("core", "libs", "drivers", "platforms", "apps")


def verbs():
    """Every verb of the Makefile, by heading."""
    parts = []
    last = None
    for heading, verb, text in verbs_of_make.verbs():
        if heading != last:
            parts.append(f"\n**{heading}**\n\n" + table(("verb", "what it does"), []))
            last = heading
        parts.append(f"| `make {verb}` | {_cell(text)} |")
    return "\n".join(parts)


def parameters():
    """Every parameter that a module of the tree declares."""
    rows = []
    for folder in SOURCES:
        for path in sorted((paths.ROOT / folder).rglob("*.c")):
            for name, values, text in PARAM.findall(path.read_text(encoding="utf-8")):
                module = os.path.dirname(path.relative_to(paths.ROOT)).split("/src")[0]
                rows.append((f"`{name}=`", f"`{_code(values)}`", text, f"`{module}`"))
    return table(("parameter", "values", "what it does", "module"), sorted(rows))


def options():
    """Every symbol of the Kconfig files, in the order of the menus, with its help."""
    kconfig = model.load(NO_CONFIGURATION)
    parts = []
    described = set()
    for node in kconfig.node_iter():
        if isinstance(node.item, model.kconfiglib.Choice):
            parts.append(f"### {node.prompt[0]} (one of several)\n\n{_help(node)}")
        elif isinstance(node.item, model.kconfiglib.Symbol) and node.item not in described:
            described.add(node.item)
            parts.append(_option(node))
        elif node.item is model.kconfiglib.MENU:
            parts.append(f"## {node.prompt[0]}")
    return "\n\n".join(parts)


def _option(node):
    symbol = node.item
    facts = [model.kconfiglib.TYPE_TO_STR[symbol.orig_type]]
    if not node.prompt:
        facts.append("not in the menus")
    # As they are written: without the conditions that menus and choices around them add.
    for default, condition in symbol.orig_defaults:
        facts.append(f"default {_expression(default)}{_condition(condition)}")
    for low, high, condition in symbol.orig_ranges:
        facts.append(f"from {low.name} to {high.name}{_condition(condition)}")
    if symbol.choice is None and symbol.direct_dep is not symbol.kconfig.y:
        facts.append(f"needs {_expression(symbol.direct_dep)}")
    facts += [f"selects {s.name}{_condition(condition)}" for s, condition in symbol.orig_selects]
    title = node.prompt[0] if node.prompt else ""
    heading = f"#### `{symbol.name}`" + (f": {title}" if title else "")
    return f"{heading}\n\n*{'; '.join(facts)}* ({node.filename})\n\n{_help(node)}"


def _help(node):
    return (node.help or "").strip()


def _expression(expression):
    return model.kconfiglib.expr_str(expression)


def _condition(condition):
    text = _expression(condition)
    return "" if text == "y" else f" if {text}"


def _code(text):
    """For a cell's code span, in which only the bar must be escaped."""
    return text.replace("|", "\\|")


def _cell(text):
    return text.replace("|", "\\|").replace("<", "&lt;") if "`" not in text else text


MAKERS = {"verbs": verbs, "parameters": parameters, "options": options}
