# SPDX-License-Identifier: BSD-3-Clause
"""Answers `make why SYM=...`: what a symbol is, who says so, and what it depends on."""

from motelib.report import UserError

from . import lines, reasons, store
from .model import has_prompt, kconfiglib, place


def explain(model, asked, findings):
    """All that is known of a symbol, as a dictionary (which is what --json prints)."""
    name = asked[len("CONFIG_"):] if asked.startswith("CONFIG_") else asked
    symbol = model.symbol(name) or model.symbol(model.renamed.get(name, ""))
    if not symbol:
        hint = reasons.closest(name, model.names())
        raise UserError(f"there is no symbol {name} in the Kconfig files.{hint}")
    prompts = [node.prompt[0] for node in symbol.nodes if node.prompt]
    return {
        "configuration": model.name,
        "symbol": symbol.name,
        "value": symbol.str_value,
        "type": kconfiglib.TYPE_TO_STR[symbol.orig_type],
        "prompt": prompts[0] if prompts else None,
        "help": next((node.help.strip() for node in symbol.nodes if node.help), None),
        "defined": [place(node) for node in symbol.nodes],
        "set_by": _set_by(model, symbol, findings.origins),
        "depends_on": [_dependency(*item) for item in reasons.dependencies(symbol).items()],
        "selected_by": reasons.selectors(symbol),
        "implied_by": reasons.selectors(symbol, weak=True),
        "selects": [target.name for target, _ in symbol.orig_selects],
        "problems": findings.problems,
    }


def as_text(answer):
    """The explanation for a person."""
    prompt = f' "{answer["prompt"]}"' if answer["prompt"] else ", not shown in menus"
    rows = [
        f"CONFIG_{answer['symbol']} = {_value(answer)}   in {answer['configuration']}",
        f"  what        {answer['type']}{prompt}",
        f"  defined at  {', '.join(answer['defined'])}",
        *_block("set by", [f"{entry['text']}" for entry in answer["set_by"]]),
        *_block("depends on", _dependency_rows(answer["depends_on"]) or ["nothing"]),
    ]
    for key, title in (("selects", "selects"), ("implied_by", "implied by")):
        if answer[key]:
            rows += _block(title, [", ".join(answer[key])])
    if answer["help"]:
        rows += ["", *("  " + line if line else "" for line in answer["help"].splitlines())]
    if answer["problems"]:
        rows += ["", "The configuration has mistakes, and is shown without them:"]
        rows += answer["problems"]
    return "\n".join(rows)


def _value(answer):
    if answer["type"] == "string":
        return lines.quote(answer["value"])
    return answer["value"] or "nothing"


def _set_by(model, symbol, origins):
    """The reasons for the value; several when several modules select the symbol."""
    origin = origins.get(symbol.name)
    default = reasons.default_of(symbol)
    implying = reasons.selectors(symbol, weak=True)
    if reasons.selectors(symbol):
        return [_reason("select", f"select by {who}") for who in reasons.selectors(symbol)]
    if origin and origin[0] == symbol.str_value and symbol.visibility:
        return [_reason("assignment", f"{origin[1]}{_kept(model, symbol)}")]
    if symbol.choice:
        return [_set_by_choice(model, symbol)]
    if default and default[0] == symbol.str_value:
        return [_reason("default", f"{default[1]} ({default[2]})")]
    if implying and symbol.str_value == "y":
        return [_reason("imply", f"imply by {who}") for who in implying]
    if reasons.unmet(symbol.direct_dep):
        return [_reason("dependency", "nothing, since a dependency is not met")]
    line = _line(model, symbol)
    if line and symbol.str_value not in ("", "n"):
        return [_reason("assignment", f"{line.place}: {line.text}")]
    if line and default:
        return [_reason("assignment", f"{line.place}: {line.text}")]
    return [_reason("none", f"nothing, and it has no default, so it is {reasons.shown(symbol)}")]


def _set_by_choice(model, symbol):
    choice = symbol.choice
    title = reasons.choice_title(choice)
    where = ", ".join(place(node) for node in choice.nodes)
    if not symbol.visibility:
        return _reason("dependency", "nothing, since a dependency is not met")
    if choice.selection is not symbol:
        return _reason("choice", f"the choice {title} ({where}), which has {choice.selection.name}")
    if _default_member(choice) is symbol:
        return _reason("default", f"default {symbol.name} of the choice {title} ({where})")
    line = _line(model, symbol)
    return _reason("assignment", f"{line.place}: {line.text}" if line else "its place as the first")


def _default_member(choice):
    for member, condition in choice.defaults:
        if kconfiglib.expr_value(condition) and member.visibility:
            return member
    return next((member for member in choice.syms if member.visibility), None)


def _kept(model, symbol):
    line = _line(model, symbol)
    return f", kept at {line.place}" if line else ""


def _line(model, symbol):
    """Where the .config states the value."""
    path = store.files(model.name).dotconfig
    if not path.exists():
        return None
    found = [x for x in lines.read(path, store.label(path)).lines if x.symbol == symbol.name]
    return found[-1] if found else None


def _reason(kind, text):
    return {"kind": kind, "text": text}


def _dependency(text, condition):
    missing = reasons.unmet(condition)
    values = {s.name: reasons.shown(s) for s in reasons.symbols_in(condition)}
    return {"expression": text, "met": not missing, "symbols": values, "unmet": missing}


def _dependency_rows(dependencies):
    rows = []
    for entry in dependencies:
        values = ", ".join(f"{name} = {value}" for name, value in entry["symbols"].items())
        state = "" if entry["met"] else "   NOT MET"
        if values == f"{entry['expression']} = y":
            rows.append(values + state)
        elif values:
            rows.append(f"{entry['expression']}   with {values}{state}")
        else:
            rows.append(f"{entry['expression']}{state}")
    return rows


def _block(title, texts):
    first = [f"  {title:<10}  {texts[0]}"]
    return first + [f"  {'':<10}  {text}" for text in texts[1:]]
