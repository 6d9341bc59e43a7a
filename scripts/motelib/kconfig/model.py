# SPDX-License-Identifier: BSD-3-Clause
"""The symbols of the tree: every Kconfig file parsed, with the environment that they may use."""

import os
import re

from motelib import paths
from motelib.report import UserError

from . import renamed

try:
    import kconfiglib
except ImportError:
    raise UserError(
        "this Python has no kconfiglib, which reads the Kconfig files. Install the package "
        "python3-kconfiglib, and run the distribution's own Python (/usr/bin/python3)."
    ) from None

from kconfiglib import AND, BOOL, HEX, INT, NOT, OR, STRING  # noqa: F401  for whoever uses a model

# Only what is written here reaches Kconfiglib: a variable left over from another project's shell
# must not change what a configuration means.
_FOREIGN = (
    "CONFIG_",
    "KCONFIG_ALLCONFIG",
    "KCONFIG_AUTOHEADER_HEADER",
    "KCONFIG_CONFIG_HEADER",
    "KCONFIG_STRICT",
    "KCONFIG_WARN_UNDEF",
    "KCONFIG_WARN_UNDEF_ASSIGN",
)


class Model(kconfiglib.Kconfig):
    """The parsed tree, and the values that one configuration gives its symbols."""

    def __init__(self, name):
        self.name = name
        super().__init__("Kconfig", warn_to_stderr=False)
        self.renamed = renamed.read(self.kconfig_filenames)

    def symbol(self, name):
        """The symbol of that name that some Kconfig file defines, or None."""
        symbol = self.syms.get(name)
        return symbol if symbol and symbol.nodes else None

    def names(self):
        """The names of all defined symbols."""
        return [symbol.name for symbol in self.unique_defined_syms]

    def values(self):
        """What each symbol is at present, by name."""
        return {symbol.name: symbol.str_value for symbol in self.unique_defined_syms}


def load(name, kind=Model):
    """Parses the tree's Kconfig files as configuration `name` sees them; mistakes are UserErrors.

    `kind` is the class of the result, a Model.
    """
    _set_environment(name)
    try:
        model = kind(name)
    except kconfiglib.KconfigError as error:
        raise UserError(f"the Kconfig files can't be parsed. {str(error).strip()}") from None
    except OSError as error:
        raise UserError(
            f"the Kconfig files can't be read: {error.filename}: {error.strerror}."
        ) from None
    complaints = [warning.replace("warning: ", "", 1) for warning in model.warnings]
    complaints += [*_undefined(model), *_defined_by_two_modules(model)]
    if complaints:
        listed = "\n".join(complaints)
        raise UserError(f"the Kconfig files have mistakes; mend them and try again.\n\n{listed}")
    # From here on what Kconfiglib would warn about is found, and said better, by `layers`.
    model.warn = False
    return model


def _set_environment(name):
    for variable in _FOREIGN:
        os.environ.pop(variable, None)
    os.environ.update(
        srctree=str(paths.ROOT),
        MOTE_ROOT=str(paths.ROOT),
        MOTE_NAME=name,
    )


def place(node):
    """Where a menu node is defined."""
    return f"{node.filename}:{node.linenr}"


def places(symbol):
    """Where a symbol is defined; mostly one place."""
    return ", ".join(place(node) for node in symbol.nodes)


def has_prompt(symbol):
    """Whether a person can set the symbol at all."""
    return any(node.prompt for node in symbol.nodes)


def _undefined(model):
    """A misspelt dependency would be n for ever, without a word."""
    for node in model.node_iter():
        for item in sorted(node.referenced, key=lambda item: item.name or ""):
            if isinstance(item, kconfiglib.Symbol) and _is_unknown(item):
                yield (
                    f"{place(node)}: {item.name} is used here, and no Kconfig file defines it. "
                    "If another tree of modules does, give that in EXTERNAL= too."
                )


def _is_unknown(symbol):
    # Kconfiglib takes numbers for symbols that nothing defines, and MODULES is its own.
    is_number = re.fullmatch(r"-?[0-9]+|0[xX][0-9a-fA-F]+", symbol.name)
    return not (symbol.nodes or symbol.is_constant or is_number or symbol.name == "MODULES")


def _defined_by_two_modules(model):
    """Kconfiglib merges definitions quietly; two modules of one name would be taken for one."""
    for symbol in model.unique_defined_syms:
        folders = {os.path.dirname(node.filename) for node in symbol.nodes}
        if len(folders) > 1 and any(folder.startswith("external/") for folder in folders):
            yield (
                f"{symbol.nodes[-1].filename}:{symbol.nodes[-1].linenr}: {symbol.name} is also "
                f"defined at {place(symbol.nodes[0])}; rename the folder and the symbol of one."
            )
