#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Configurations: make, edit, check, explain and save them. The Makefile calls this.

Kconfiglib is imported by the commands that need it, since every build runs `ensure`, which mostly
finds in a few milliseconds that there is nothing to do.
"""

import argparse
import json
import re
import shlex

from motelib import external, paths, report
from motelib.kconfig import prepare, store
from motelib.report import UserError


def defconfig(options):
    """Makes a configuration from a saved one and the fragments, and chooses it."""
    from motelib.kconfig import layers, saved

    name = _checked(options.name or options.saved, options)
    _take_sources(name, options)
    if options.saved == name:
        present = saved.layers(name)
    else:
        present = [saved.read(options.saved)]
    present += prepare.fragment_layers(options.fragments)
    model = prepare.load(name)
    findings = layers.apply(model, present)
    prepare.complain(name, findings)
    prepare.commit(model, findings.origins)
    _choose(name, options)
    report.progress(f"build/{name}/.config made from {', '.join(x.label for x in present)}")


def ensure(options):
    """What every build calls first: the configuration is there, checked, with its headers."""
    name = _name(options)
    prepare.ensure(name, options.fragments)
    _choose(name, options)


def olddefconfig(options):
    """Completes .config: symbols that are new in the tree get their defaults."""
    name = _name(options)
    _commit_current(name, options)
    report.progress(f"build/{name}/.config is complete")


def savedefconfig(options):
    """Saves the configuration, that is, what differs from the defaults."""
    from motelib.kconfig import saved

    name = _name(options)
    model = _commit_current(name, options)
    path, changed = saved.save(name, model, _one_line(options.desc))
    report.progress(f"{store.label(path)} {'written' if changed else 'was up to date'}")


def set_values(options):
    """Assigns values, as strictly checked as those in a file."""
    from motelib.kconfig import layers

    assignments = layers.command_line(options.assignments + _words(options.words))
    if not assignments.lines:
        raise UserError('set what? As make set SET="LOG_INFO=y MAIN_STACK_PAGES=8".', 2)
    name = _name(options)
    model, findings = prepare.current(name, options.fragments)
    before = model.values()
    prepare.complain(name, findings)
    assigned = layers.apply(model, [assignments])
    prepare.complain(name, assigned, "Nothing was changed.")
    prepare.commit(model, {**findings.origins, **assigned.origins})
    _choose(name, options)
    for symbol, value in sorted(model.values().items()):
        if value != before[symbol]:
            report.progress(f"{symbol}: {before[symbol] or 'nothing'} -> {value or 'nothing'}")


def generate(options):
    """allnoconfig, allyesconfig and randconfig; SYM=VALUE words stay as given."""
    from motelib.kconfig import generate as generators
    from motelib.kconfig import layers

    seed = _number(options.seed) if options.verb == "randconfig" else None
    name = _name(options)
    model = prepare.load(name)
    pins = prepare.fragment_layers(options.fragments)
    pins.append(layers.command_line(options.assignments))
    findings = layers.apply(model, pins)
    prepare.complain(name, findings)
    pinned = set(findings.origins)
    if options.verb == "randconfig":
        generators.at_random(model, seed, pinned)
    else:
        make = generators.all_no if options.verb == "allnoconfig" else generators.all_yes
        make(model, pinned)
    how = options.verb + (f" --seed {seed}" if options.verb == "randconfig" else "")
    origins = {symbol: (value, how) for symbol, value in model.values().items()}
    prepare.commit(model, {**origins, **findings.origins})
    _choose(name, options)
    report.progress(f"build/{name}/.config made by {how}")


def menuconfig(options):
    """Edits the configuration on the terminal."""
    from motelib.kconfig import editor

    editor.menuconfig(_name(options), options.fragments)


def guiconfig(options):
    """Edits the configuration in a window."""
    from motelib.kconfig import editor

    editor.guiconfig(_name(options), options.fragments)


def list_all(options):
    """Lists the configurations, each with its sentence."""
    from motelib.kconfig import saved

    entries = saved.table()
    if options.json:
        print(json.dumps(entries, indent=2))
        return
    rows = [("*" if e["current"] else "", e["name"], e["description"]) for e in entries]
    print(report.table(rows))


def why(options):
    """Tells what a symbol is, and what set it."""
    from motelib.kconfig import why as explanation

    if not options.sym:
        raise UserError("which symbol? As make why SYM=LOG_LEVEL.", 2)
    # Nothing is written or refused: this is asked when something is not as expected.
    model, findings = prepare.current(_name(options), options.fragments)
    answer = explanation.explain(model, options.sym, findings)
    print(json.dumps(answer, indent=2) if options.json else explanation.as_text(answer))


def print_name(options):
    """Prints the name of the configuration that the options mean."""
    print(_chosen_name(options))


def _chosen_name(options):
    if options.name:
        return _checked(options.name, options)
    if not options.app:
        return paths.current_name()
    name = external.app_name(options.app)
    if paths.Configuration(name).defconfig.exists():
        raise UserError(
            f"APP={options.app} without a NAME would be the configuration {name}, and "
            f"configs/{name}_defconfig is another one of that name. Give NAME= as well."
        )
    return _checked(name, options)


def _checked(name, options):
    """A name that somebody gave. Tools and tests, which keep the current one, have their own."""
    if paths.is_tool_name(name) and not options.keep_current:
        prefixes = " or ".join(f"'{prefix}'" for prefix in paths.TOOL_PREFIXES)
        raise UserError(
            f"'{name}' can't be the name of a configuration of yours: names that begin with "
            f"{prefixes} are those of tools and tests, which overwrite them. Take another name.",
            2,
        )
    return store.files(name).name


def _name(options):
    """The name of the configuration, whose sources are those given or remembered."""
    name = _chosen_name(options)
    _take_sources(name, options)
    return name


def _take_sources(name, options):
    store.files(name)
    if options.app or options.external:
        options.undo = (name, external.update(name, options.app, options.external))


def _choose(name, options):
    if not options.keep_current:
        store.choose(name)


def _commit_current(name, options):
    model, findings = prepare.current(name, options.fragments)
    prepare.complain(name, findings)
    prepare.commit(model, findings.origins)
    _choose(name, options)
    return model


def _words(text):
    """The assignments in SET=, as the shell would split them."""
    try:
        return shlex.split(text)
    except ValueError:
        raise UserError(
            f"SET={text} has a quote that is not closed. Write it as SET='GREETING=\"two words\"'.", 2
        ) from None


def _number(seed):
    if not re.fullmatch(r"[0-9]{1,18}", seed):
        raise UserError(
            f"'{seed}' is no seed. It is a number of at most 18 digits, as make randconfig SEED=7.", 2
        )
    return int(seed)


def _one_line(text):
    return " ".join(text.split()) if text else None


def _parser():
    parser = argparse.ArgumentParser(prog="config.py", description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    common = _common_options()
    for verb, function, add_arguments in _VERBS:
        sub = verbs.add_parser(verb, parents=[common], help=function.__doc__.splitlines()[0])
        sub.set_defaults(run=function, undo=None)
        for flag, settings in add_arguments:
            sub.add_argument(flag, **settings)
    return parser


def _common_options():
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--name", help="the configuration; the current one if left out")
    common.add_argument("--app", metavar="FOLDER", help="an application outside the tree")
    common.add_argument("--external", metavar="A:B", help="trees of modules outside the tree")
    common.add_argument(
        "--fragments", metavar='"a b"', default=[], type=str.split,
        help="files, or names in configs/fragments, that are applied on top",
    )
    common.add_argument(
        "--keep-current", action="store_true", help="don't make it the current configuration"
    )
    return common


_JSON = ("--json", {"action": "store_true", "help": "print JSON"})
_ASSIGNMENTS = ("assignments", {"nargs": "*", "metavar": "SYM=VALUE", "help": "stays as given"})
_WORDS = ("--words", {"default": "", "metavar": '"A=y B=2"', "help": "more of them in one text"})
_SEED = ("--seed", {"default": "1", "help": "a number; the same one draws the same values"})
_VERBS = (
    ("defconfig", defconfig, [("saved", {"metavar": "NAME", "help": "configs/NAME_defconfig"})]),
    ("ensure", ensure, []),
    ("olddefconfig", olddefconfig, []),
    ("savedefconfig", savedefconfig, [("--desc", {"help": "the sentence on it"})]),
    ("menuconfig", menuconfig, []),
    ("guiconfig", guiconfig, []),
    ("allnoconfig", generate, [_ASSIGNMENTS]),
    ("allyesconfig", generate, [_ASSIGNMENTS]),
    ("randconfig", generate, [_SEED, _ASSIGNMENTS]),
    ("set", set_values, [_ASSIGNMENTS, _WORDS]),
    ("list", list_all, [_JSON]),
    ("why", why, [("--sym", {"help": "with or without CONFIG_"}), _JSON]),
    ("name", print_name, []),
)


def chosen_name(arguments):
    """The name of the configuration that these options mean."""
    return _chosen_name(_parser().parse_args(["name", *arguments]))


def prepared_name(arguments):
    """Runs `ensure` with these options and returns the name of the configuration it made ready."""
    main(["ensure", *arguments])
    return chosen_name(arguments)


def main(arguments=None):
    """Runs one verb."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except UserError:
        # Sources that don't work must not stay and make every further command fail.
        if options.undo:
            external.record(*options.undo)
        raise


if __name__ == "__main__":
    report.run_verb(main)
