# SPDX-License-Identifier: BSD-3-Clause
"""Applies assignments to a model strictly: whatever does not take effect is found and explained.

Kconfiglib itself ignores most of it with a warning. Here each mistake becomes a message with file
and line; the caller decides whether they are errors (builds) or a list of what was dropped (menus).
"""

import re

from motelib.report import UserError

from . import lines, reasons
from .model import BOOL, HEX, INT, STRING, has_prompt

_TYPE_RULES = {
    BOOL: "it is a bool, so y or n",
    INT: "it is an int, so a decimal number",
    HEX: "it is a hex, so a hexadecimal number such as 0x10",
    STRING: 'it is a string, so text in double quotes, \\" and \\\\ for these two characters',
}
_NUMBERS = {INT: re.compile(r"-?[0-9]+"), HEX: re.compile(r"(0[xX])?[0-9a-fA-F]+")}


class Findings:
    """What came out of applying layers."""

    def __init__(self):
        self.problems = []  # mistakes, one text each, beginning with file:line
        self.notices = []  # what a person should know though nothing is wrong
        # Symbol -> (value, place) of the assignments that somebody wrote; not those of a .config.
        self.origins = {}


def apply(model, layers):
    """Applies layers in order, later ones winning, on top of what the model already has."""
    findings = Findings()
    pending = {}
    for layer in layers:
        start = len(findings.problems)
        assigned = _assign(model, layer, findings)
        pending = {n: a for n, a in pending.items() if not _is_replaced(model, n, assigned)}
        _note_what_fell_away(model, pending, layer, findings)
        for name, (line, value) in assigned.items():
            if not _check(model, layer, name, line, value, findings):
                continue
            pending[name] = (line, value)
            if not layer.full:
                findings.origins[name] = (value, line.place)
        findings.problems[start:] = sorted(findings.problems[start:], key=_line_number)
    findings.origins = {n: o for n, o in findings.origins.items() if n in pending}
    return findings


def _line_number(problem):
    number = problem.split(":", 2)[1]
    return int(number) if number.isdigit() else 0


def command_line(assignments):
    """The layer that `SYM=VALUE` words make; strings need no quotes there."""
    found = []
    for word in assignments:
        name, equals, raw = word.partition("=")
        if not equals or not re.fullmatch(r"\w+", name):
            raise UserError(f"'{word}' is not an assignment; write SYM=VALUE, as LOG_INFO=y.", 2)
        symbol = name[len("CONFIG_"):] if name.startswith("CONFIG_") else name
        found.append(lines.Line("the command line", word, symbol, raw))
    return lines.Layer("the command line", found)


def _assign(model, layer, findings):
    """Sets what the lines say; returns symbol name -> (line, value) of what was well-formed."""
    assigned = {}
    for line in layer.lines:
        if line.symbol is None:
            findings.problems.append(
                f"{line.place}: '{line.text}' is malformed; a line is CONFIG_SYM=value or "
                "# CONFIG_SYM is not set."
            )
            continue
        symbol = _find(model, layer, line, findings)
        if not symbol:
            continue
        value = _value(symbol, line, layer, findings)
        if value is None or _contradicts(symbol, line, value, assigned, findings):
            continue
        assigned[symbol.name] = (line, value)
        symbol.set_value(value)
    return assigned


def _find(model, layer, line, findings):
    symbol = model.symbol(line.symbol)
    if symbol:
        return symbol
    new = model.renamed.get(line.symbol)
    if new and model.symbol(new):
        findings.notices.append(f"{line.place}: {line.symbol} is called {new} now.")
        return model.symbol(new)
    if layer.full and line.raw is None:
        # The tree lost an option that this .config did without; nobody has to act on that.
        findings.notices.append(f"{line.place}: {line.symbol} is gone; it was not set anyway.")
        return None
    hint = reasons.closest(line.symbol, model.names())
    findings.problems.append(f"{line.place}: there is no symbol {line.symbol}.{hint}")
    return None


def _value(symbol, line, layer, findings):
    value = _parsed(symbol, line, layer)
    if value is None:
        findings.problems.append(
            f"{line.place}: '{line.text}' is no value for {symbol.name}; "
            f"{_TYPE_RULES[symbol.orig_type]}."
        )
    return value


def _parsed(symbol, line, layer):
    """The value for Kconfiglib that a line stands for; None when it does not fit the type."""
    raw = line.raw
    if symbol.orig_type == BOOL:
        return {None: "n", "y": "y", "n": "n"}.get(raw)
    if raw is None:
        return None
    if symbol.orig_type == STRING:
        is_bare = line.place == "the command line" and not raw.startswith('"')
        return raw if is_bare else lines.unquote(raw)
    if raw == "" and layer.full:
        return raw  # How Kconfiglib writes a number without a default.
    return raw if _NUMBERS[symbol.orig_type].fullmatch(raw) else None


def _contradicts(symbol, line, value, assigned, findings):
    """Whether an earlier line of the same file says otherwise. The later one is not used."""
    earlier = assigned.get(symbol.name)
    if earlier and not _same(symbol, earlier[1], value):
        findings.problems.append(
            f"{line.place}: '{line.text}' contradicts {earlier[0].place}, '{earlier[0].text}'."
        )
        return True
    if not symbol.choice or value != "y":
        return False
    for other in symbol.choice.syms:
        if other is not symbol and assigned.get(other.name, (None, "n"))[1] == "y":
            place, text = assigned[other.name][0][:2]
            findings.problems.append(
                f"{line.place}: '{line.text}' contradicts {place}, '{text}'; the choice "
                f"{reasons.choice_title(symbol.choice)} has one only."
            )
            return True
    return False


def _check(model, layer, name, line, value, findings):
    """Whether an assignment holds; if it doesn't and somebody wanted it, that is a mistake."""
    symbol = model.symbol(name)
    if holds(symbol, value):
        return True
    if not layer.full or _is_request(symbol, value):
        why = "".join(f"\n    {reason}" for reason in reasons.why_not(symbol, value))
        present = f"{symbol.name} is {reasons.shown(symbol)}"
        findings.problems.append(f"{line.place}: '{line.text}' has no effect; {present}:{why}")
        if symbol.orig_type in (INT, HEX):
            symbol.unset_value()
    return False


def holds(symbol, value):
    """Whether the symbol has that value."""
    return _same(symbol, symbol.str_value, value)


def _same(symbol, one, other):
    if symbol.orig_type in (INT, HEX) and one and other:
        return reasons.number(one, symbol.orig_type) == reasons.number(other, symbol.orig_type)
    return one == other


def _is_request(symbol, value):
    """Whether a line of a full .config asks for something, rather than stating what came out.

    Editing one line of a .config must not make mistakes of the lines that merely followed from it:
    those of symbols without a prompt, and those that repeat the default.
    """
    if not has_prompt(symbol):
        return False
    if symbol.choice:
        defaults = [member for member, _ in symbol.choice.orig_defaults]
        return bool(symbol.visibility) or (value == "y" and symbol not in defaults)
    if value == "n" and reasons.selectors(symbol):
        return True
    return not _is_default(symbol, value)


def _nothing(symbol):
    return "n" if symbol.orig_type == BOOL else ""


def _is_replaced(model, name, assigned):
    """Whether a later layer assigns the same symbol, or another member of its choice."""
    if name in assigned:
        return True
    choice = model.symbol(name).choice
    return bool(choice) and any(assigned.get(m.name, (0, "n"))[1] == "y" for m in choice.syms)


def _note_what_fell_away(model, pending, layer, findings):
    """A later layer may switch off what an earlier one set: not a mistake, but worth a line."""
    for name, (line, value) in list(pending.items()):
        symbol = model.symbol(name)
        if holds(symbol, value):
            continue
        del pending[name]
        if has_prompt(symbol) and not _is_default(symbol, value):
            why = "; ".join(reasons.why_not(symbol, value))
            findings.notices.append(
                f"{layer.label} switches off '{line.text}' of {line.place}: {why}."
            )


def _is_default(symbol, value):
    default = reasons.default_of(symbol, own_conditions_only=True)
    return _same(symbol, default[0] if default else _nothing(symbol), value)
