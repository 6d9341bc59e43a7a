# SPDX-License-Identifier: BSD-3-Clause
"""Makes a configuration ready to be built: .config complete and checked, headers, stamp.

Nothing here imports kconfiglib before `ensure` found that something changed: every build goes
through it.
"""

from motelib import external
from motelib.report import UserError, progress

from . import lines, stamp, store


def ensure(name, fragments=()):
    """Makes sure that build/<name> is ready; returns whether anything had to be done."""
    configuration = store.files(name)
    if not fragments and stamp.is_fresh(configuration):
        return False
    model, findings = current(name, fragments)
    complain(name, findings)
    commit(model, findings.origins)
    return True


def load(name, kind=None):
    """The parsed tree as `name` sees it, once its external sources were found in place."""
    from . import model

    external.restore(name)
    return model.load(name, kind or model.Model)


def current(name, fragments=()):
    """The model with what the configuration says at present, and what was found in reading it."""
    from . import layers

    configuration = store.files(name)
    present = starting_layers(name) + fragment_layers(fragments)
    model = load(name)
    _check_app(name, model)
    findings = layers.apply(model, present)
    if configuration.dotconfig.exists():
        findings.origins = {**store.read_origins(configuration), **findings.origins}
    return model, findings


def starting_layers(name):
    """What a configuration is before anything is changed: its .config, or what it is made from.

    An application from outside that the .config has never heard of was just given by APP=, so it is
    chosen.
    """
    from . import saved

    dotconfig = store.files(name).dotconfig
    if not dotconfig.exists():
        return saved.layers(name)
    found = [lines.read(dotconfig, store.label(dotconfig), full=True)]
    app = external.read(name).app
    if app and external.app_symbol(app.name) not in (line.symbol for line in found[0].lines):
        found.append(saved.app_layer(app))
    return found


def fragment_layers(words):
    """The layers of FRAGMENTS."""
    from . import saved

    return [saved.fragment(word) for word in words]


def complain(name, findings, hint=None):
    """Prints the notices and raises the mistakes, all at once."""
    for notice in findings.notices:
        progress(notice)
    if findings.problems:
        count = len(findings.problems)
        mistakes = f"{count} mistakes" if count > 1 else "a mistake"
        listed = "\n".join(findings.problems)
        hint = hint or _hint(name, findings)
        raise UserError(f"configuration {name} has {mistakes}. {hint}\n\n{listed}")


def _hint(name, findings):
    """menuconfig mends a .config; what a fragment or a saved file says it leaves as it is."""
    dotconfig = store.label(store.files(name).dotconfig)
    if any(problem.startswith(f"{dotconfig}:") for problem in findings.problems):
        return "Mend these lines; make menuconfig opens it without them."
    return "Nothing was written."


def commit(model, origins):
    """Writes all that a build needs of the model."""
    from . import headers

    configuration = store.files(model.name)
    store.write_dotconfig(model, configuration.dotconfig)
    store.write_origins(configuration, model, origins)
    headers.write(model, configuration.include)
    stamp.write(configuration, model.kconfig_filenames)


def _check_app(name, model):
    """A Kconfig file may mention the app's symbol and yet not define it where it can be chosen."""
    app = external.read(name).app
    if not app:
        return
    symbol = external.app_symbol(app.name)
    if not model.symbol(symbol) or not model.symbol(symbol).choice:
        raise UserError(
            f"{app}/Kconfig does not define {symbol} as a choice of an application; it must hold "
            f"'config {symbol}' with a bool and a prompt, not inside a menu or if."
        )
