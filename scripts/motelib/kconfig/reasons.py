# SPDX-License-Identifier: BSD-3-Clause
"""Why a symbol has the value it has, and not another: dependencies, selects, ranges, defaults."""

import difflib

from .model import AND, BOOL, HEX, INT, NOT, OR, STRING, has_prompt, kconfiglib, place, places

_RELATIONS = {
    kconfiglib.EQUAL: "=",
    kconfiglib.UNEQUAL: "!=",
    kconfiglib.LESS: "<",
    kconfiglib.LESS_EQUAL: "<=",
    kconfiglib.GREATER: ">",
    kconfiglib.GREATER_EQUAL: ">=",
}


def closest(name, names):
    """Up to three of the names that come closest to what was typed, as the end of a sentence."""
    upper = name.upper()
    holding = sorted((n for n in names if upper in n.upper()), key=len)
    similar = difflib.get_close_matches(upper, {n.upper(): n for n in names}, n=3, cutoff=0.7)
    by_upper = {n.upper(): n for n in names}
    matches = list(dict.fromkeys([by_upper[n] for n in similar] + holding))[:3]
    return f" Did you mean {_either(matches)}?" if matches else ""


def unmet(expression):
    """Each part of a dependency that is not met, with its present value; empty when it is met."""
    if kconfiglib.expr_value(expression):
        return []
    if not isinstance(expression, tuple):
        return _unmet_symbol(expression)
    if expression[0] is AND:
        parts = [unmet(part) for part in kconfiglib.split_expr(expression, AND)]
        return list(dict.fromkeys(line for part in parts for line in part))
    if expression[0] is OR:
        parts = (unmet(part) for part in kconfiglib.split_expr(expression, OR))
        alternatives = list(dict.fromkeys(" and ".join(part) for part in parts))
        return ["either " + ", or ".join(alternatives)] if len(alternatives) > 1 else alternatives
    if expression[0] is NOT:
        return _unmet_negation(expression[1])
    relation, left, right = expression
    asked = f"{_operand(left)} {_RELATIONS[relation]} {_operand(right)}"
    present = [f"{s.name} is {shown(s)}" for s in (left, right) if s.nodes]
    return [f"{asked}, where {' and '.join(present)}" if present else f"{asked}, which is never so"]


def unmet_of(item):
    """What keeps a symbol's or choice's prompt from being visible."""
    conditions = [node.prompt[1] for node in item.nodes if node.prompt]
    if any(kconfiglib.expr_value(condition) for condition in conditions):
        return []
    parts = list(dict.fromkeys(" and ".join(unmet(condition)) for condition in conditions))
    if len(parts) == 1:
        return unmet(conditions[0])
    return ["either " + ", or ".join(parts)] if parts else []


def dependencies(symbol):
    """The dependencies of a symbol one by one, as text -> expression."""
    found = {}
    for condition in kconfiglib.split_expr(symbol.direct_dep, AND):
        if isinstance(condition, kconfiglib.Choice):
            found[f"the choice {choice_title(condition)}"] = condition
        elif condition is not symbol.kconfig.y:
            found[kconfiglib.expr_str(condition)] = condition
    return found


def symbols_in(expression):
    """The defined symbols that an expression names, in the order of their names."""
    items = kconfiglib.expr_items(expression)
    symbols = (item for item in items if isinstance(item, kconfiglib.Symbol) and item.nodes)
    return sorted(symbols, key=lambda symbol: symbol.name)


def selectors(symbol, weak=False):
    """Who selects (or with `weak` implies) a symbol at present, each with its place."""
    found = []
    for part in kconfiglib.split_expr(symbol.weak_rev_dep if weak else symbol.rev_dep, OR):
        if kconfiglib.expr_value(part):
            source = kconfiglib.split_expr(part, AND)[0]
            if isinstance(source, kconfiglib.Symbol) and source.nodes:
                found.append(f"{source.name} ({places(source)})")
    return list(dict.fromkeys(found))


def active_range(symbol):
    """The lowest and highest number that a symbol may have now, or None."""
    for low, high, condition in symbol.ranges:
        if kconfiglib.expr_value(condition):
            return tuple(number(bound.str_value, symbol.orig_type) for bound in (low, high))
    return None


def number(text, kind):
    """An int or hex symbol's text as a number; no text counts as 0, as in Kconfig."""
    return int(text, 16 if kind == HEX else 10) if text else 0


def default_of(symbol, own_conditions_only=False):
    """(value, text, place) of the default that applies, or None; says nothing on choice members.

    With `own_conditions_only` the dependencies of the symbol don't count: what would it be, were it
    there at all?
    """
    for node in symbol.nodes:
        for (value, own), (_, full) in zip(node.orig_defaults, node.defaults):
            condition = own if own_conditions_only else full
            if kconfiglib.expr_value(condition):
                text = f"default {kconfiglib.expr_str(value)}"
                if own is not symbol.kconfig.y:
                    text += f" if {kconfiglib.expr_str(own)}"
                return _default_value(symbol, value), text, place(node)
    return None


def why_not(symbol, value):
    """Reasons why `symbol` does not have `value` though it was assigned; at least one sentence."""
    selecting = selectors(symbol)
    if value == "n" and selecting:
        return [f"selected by {who}" for who in selecting]
    if not has_prompt(symbol):
        default = default_of(symbol)
        follows = f"; it follows from '{default[1]}' at {default[2]}" if default else ""
        return [f"has no prompt, so it can't be set{follows}"]
    if not symbol.visibility:
        return [f"needs {line}" for line in unmet_of(symbol)]
    if symbol.choice:
        return [_why_not_chosen(symbol, value)]
    limits = active_range(symbol) if symbol.orig_type in (INT, HEX) else None
    if limits:
        low, high = (hex(n) if symbol.orig_type == HEX else str(n) for n in limits)
        return [f"must be from {low} to {high} ({places(symbol)})"]
    return ["another assignment overrides it"]


def shown(symbol):
    """A symbol's value as a person reads it."""
    if symbol.str_value:
        return symbol.str_value
    return '""' if symbol.orig_type == STRING else "without a value"


def choice_title(choice):
    """A choice in quotes, by its prompt."""
    prompts = [node.prompt[0] for node in choice.nodes if node.prompt]
    return f'"{prompts[0]}"' if prompts else "without a prompt"


def _unmet_symbol(item):
    if isinstance(item, kconfiglib.Choice):
        return unmet_of(item) or [f"the choice {choice_title(item)}"]
    if item.is_constant:
        return ["what is never so"]
    if not item.nodes:
        return [f"{item.name}, which no Kconfig file defines"]
    return [f"{item.name}, which is {shown(item)} ({places(item)})"]


def _unmet_negation(operand):
    if isinstance(operand, kconfiglib.Symbol):
        if not operand.nodes:
            return ["what is never so"]
        return [f"{operand.name} to be n, which is {shown(operand)} ({places(operand)})"]
    present = ", ".join(f"{s.name} is {shown(s)}" for s in symbols_in(operand))
    return [f"!({kconfiglib.expr_str(operand)}), where {present}"]


def _operand(symbol):
    return kconfiglib.standard_sc_expr_str(symbol)


def _default_value(symbol, value):
    if symbol.orig_type == BOOL:
        return "y" if kconfiglib.expr_value(value) else "n"
    return value.str_value


def _why_not_chosen(symbol, value):
    chosen = symbol.choice.selection
    title = choice_title(symbol.choice)
    if value == "n":
        return f"the choice {title} must have one, and no other is set to y"
    return f"the choice {title} has {chosen.name}"


def _either(words):
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]
