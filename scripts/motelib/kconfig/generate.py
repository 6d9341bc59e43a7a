# SPDX-License-Identifier: BSD-3-Clause
"""Configurations that nobody chose: all off, all on, and random ones that a seed repeats."""

import random

from .model import BOOL, HEX, INT, kconfiglib
from .reasons import active_range


def all_no(model, pinned=()):
    """Everything off that can be; `pinned` names symbols that are left as they are."""
    _set_bools(model, pinned, lambda symbol: min(symbol.assignable))


def all_yes(model, pinned=()):
    """Everything on that can be; a choice keeps its default, since it has one member only."""
    _set_bools(model, pinned, lambda symbol: max(symbol.assignable))


def at_random(model, seed, pinned=()):
    """A valid configuration drawn from the whole space; the same seed draws the same one."""
    source = random.Random(seed)
    decided = set(pinned)
    # A decision can make symbols and choices visible that come before it, hence the rounds.
    while True:
        undecided = [i for i in _items(model) if _key(i) not in decided and i.visibility]
        if not undecided:
            return
        for item in undecided:
            decided.add(_key(item))
            if item.visibility:
                _decide(item, source, decided)


def _set_bools(model, pinned, value):
    """Sets bools, again and again, as one may bring others in sight or let go of them."""
    for _ in range(len(model.unique_defined_syms)):
        before = model.values()
        for symbol in model.unique_defined_syms:
            if symbol.assignable and not symbol.choice and symbol.name not in pinned:
                symbol.set_value(value(symbol))
        if model.values() == before:
            return


def _items(model):
    """Choices and symbols with a prompt, in the order of the Kconfig files."""
    seen = set()
    for node in model.node_iter():
        if isinstance(node.item, (kconfiglib.Symbol, kconfiglib.Choice)) and node.prompt:
            if node.item not in seen:
                seen.add(node.item)
                yield node.item


def _key(item):
    # A choice has no name of its own; its members are decided with it.
    return item.name if isinstance(item, kconfiglib.Symbol) else item


def _decide(item, source, decided):
    if isinstance(item, kconfiglib.Choice):
        _choose(item, source, decided)
    elif item.choice:
        return
    elif item.orig_type == BOOL and item.assignable:
        item.set_value(source.choice(item.assignable))
    elif item.orig_type in (INT, HEX) and active_range(item):
        value = _number(source, *active_range(item))
        item.set_value(hex(value) if item.orig_type == HEX else str(value))


def _choose(choice, source, decided):
    members = [symbol for symbol in choice.syms if symbol.visibility]
    if members and not any(symbol.name in decided for symbol in choice.syms):
        source.choice(members).set_value(2)


def _number(source, low, high):
    """A number within the range: often one of its ends, and else a low one oftener than not."""
    kind = source.randrange(4)
    if kind == 0:
        return low
    if kind == 1:
        return high
    bits = source.randrange((high - low).bit_length() + 1)
    return min(high, low + source.randrange(1 << bits))
