# SPDX-License-Identifier: BSD-3-Clause
"""menuconfig and guiconfig: Kconfiglib's editors around one configuration.

They open even when the .config has mistakes, without the lines that are wrong; the title says how
many, and the list follows on exit.
"""

import os
import sys

from motelib import paths
from motelib.report import UserError, progress

from . import layers, prepare, saved, store
from .model import Model


class EditedModel(Model):
    """A model that an editor saves: it loads what was prepared, and writes atomically."""

    is_saved = False

    def load_config(self, filename=None, **options):
        """Kconfiglib's editors load .config at the beginning; that has been done, and better."""
        if filename is None:
            return f"Editing configuration {self.name}"
        return super().load_config(filename, **options)

    def write_config(self, filename=None, *_, **__):
        """Saves to `filename`, as Kconfiglib's does, with our header and atomically."""
        path = paths.ROOT / filename
        self.is_saved = self.is_saved or path == store.files(self.name).dotconfig
        changed = store.write_atomically(
            path, lambda temporary: super(EditedModel, self).write_config(
                temporary, store.HEADER, save_old=False)
        )
        return f"{filename} {'saved' if changed else 'was up to date'}"


def menuconfig(name, fragments=()):
    """Edits configuration `name` on the terminal."""
    _check_terminal()
    try:
        import menuconfig as editor
    except ImportError:
        raise UserError(
            "menuconfig needs Python's curses and Kconfiglib's menuconfig. Install the package "
            "python3-kconfiglib, and run the distribution's own Python (/usr/bin/python3)."
        ) from None
    _edit(name, fragments, editor)


def guiconfig(name, fragments=()):
    """Edits configuration `name` in a window."""
    try:
        import tkinter
        import guiconfig as editor
    except ImportError:
        raise UserError(
            "guiconfig needs Tk for Python. Install the package python3-tk, or use make menuconfig."
        ) from None
    try:
        tkinter.Tk().destroy()
    except tkinter.TclError:
        raise UserError(
            "guiconfig needs a graphical display, and none can be opened (DISPLAY is "
            f"'{os.environ.get('DISPLAY', '')}'). Use make menuconfig."
        ) from None
    _edit(name, fragments, editor)


def _check_terminal():
    terminal = os.environ.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError(
            "menuconfig needs a terminal, and its input or output is none. Run it in one, or "
            "assign values by make set."
        )
    try:
        import curses

        curses.setupterm(terminal or "dumb")
        can_move = bool(curses.tigetstr("cup"))
    except ImportError:
        can_move = True  # Said where menuconfig itself is imported.
    except curses.error:
        can_move = False
    if not can_move:
        raise UserError(
            f"menuconfig can't draw on a terminal of type TERM='{terminal}'. Set TERM to what your "
            "terminal is, as TERM=xterm, or assign values by make set."
        )


def _edit(name, fragments, editor):
    configuration = store.files(name)
    existed = configuration.dotconfig.exists()
    model, findings = _open(name, fragments)
    before = model.values()
    _set_title(model, findings)
    if existed:
        store.choose(name)
    os.chdir(paths.ROOT)
    os.environ["KCONFIG_CONFIG"] = store.label(configuration.dotconfig)
    _run(editor, model)
    _finish(model, findings, before, existed, editor.__name__)


def _open(name, fragments):
    """The model as the editor shows it: what the configuration has, without what is wrong in it."""
    present = _starting_layers(name) + prepare.fragment_layers(fragments)
    model = prepare.load(name, EditedModel)
    findings = layers.apply(model, present)
    # Kconfiglib's editors ask whether to save when symbols are missing; there is something to save
    # whenever the file differs from what is shown.
    model.missing_syms = findings.problems + findings.notices + list(fragments)
    return model, findings


def _starting_layers(name):
    """A new name that nothing is saved for begins as the default configuration."""
    is_known = store.files(name).dotconfig.exists() or saved.is_known(name)
    if is_known or not saved.is_known(paths.DEFAULT_NAME):
        return prepare.starting_layers(name) if is_known else []
    return saved.layers(paths.DEFAULT_NAME)


def _set_title(model, findings):
    dotconfig = store.label(store.files(model.name).dotconfig)
    title = f"Mote: configuration {model.name} ({dotconfig})"
    if findings.problems:
        count = len(findings.problems)
        title += f", without {count} {'mistakes' if count > 1 else 'mistake'} listed on exit"
    # Kconfiglib's editors have no other way to say something at the top.
    model.top_node.prompt = (title, model.y)


def _run(editor, model):
    try:
        editor.menuconfig(model)
    except KeyboardInterrupt:
        progress("interrupted; what was not saved is lost")
    except Exception as error:  # curses and Tk raise their own, and nobody should see where from.
        kind = type(error)
        if kind.__module__ not in ("_curses", "_tkinter"):
            raise
        raise UserError(
            f"{editor.__name__} could not go on: {error}. Is the window too small?"
        ) from None


def _finish(model, findings, before, existed, verb):
    _report_findings(findings, model.is_saved)
    if not model.is_saved:
        print(_unsaved(model.name, existed))
        return
    configuration = store.files(model.name)
    after = model.values()
    changed = {n: v for n, v in after.items() if v != before[n]}
    origins = {**store.read_origins(configuration), **findings.origins}
    chosen = (n for n in changed if model.symbol(n).user_value is not None)
    origins.update({n: (changed[n], f"make {verb}") for n in chosen})
    prepare.commit(model, origins)
    store.choose(model.name)
    _report_changes(changed, before)
    print(f"Next: {_make(model.name)} run")


def _report_findings(findings, is_saved):
    for notice in findings.notices:
        print(notice)
    if findings.problems:
        print("Dropped:" if is_saved else "Would be dropped by saving:")
        print("\n".join(findings.problems))


def _report_changes(changed, before):
    if not changed:
        print("Nothing changed.")
    for name, value in sorted(changed.items()):
        print(f"  {name}: {before[name] or 'nothing'} -> {value or 'nothing'}")


def _unsaved(name, existed):
    if existed:
        return f"Configuration {name} is as it was. Next: {_make(name)} run"
    return f"Nothing was saved, so there is no configuration {name} yet."


def _make(name):
    """How a person calls make on the configuration from now on."""
    return "make" if name == paths.DEFAULT_NAME else f"make NAME={name}"
