# SPDX-License-Identifier: BSD-3-Clause
"""A small tree in a temporary folder, with a copy of the tools, to configure and break."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))

import config  # noqa: E402
from motelib import paths, report  # noqa: E402

# How saved configurations begin.
SAVED = "# SPDX-License-Identifier: BSD-3-Clause\n# A sentence.\n"

KCONFIG = """\
mainmenu "Small"

choice
	prompt "Application"
	default APP_HELLO

osource "apps/*/Kconfig"
osource "external/$(MOTE_NAME)/app/*/Kconfig"
osource "external/$(MOTE_NAME)/tree/*/apps/*/Kconfig"

endchoice

source "core/Kconfig"
osource "libs/*/Kconfig"
osource "drivers/*/*/Kconfig"
osource "external/$(MOTE_NAME)/tree/*/libs/*/Kconfig"
"""

CORE = """\
config SIZE
	int "Size"
	default 10
	range 1 100

config PORT
	hex "Port"
	default 0x3f8

config OFFSET
	int "Offset"
	default -3

config GREETING
	string "Greeting"
	default "hello"

config COLOUR
	bool "Colour"
	default y

config SHADE
	int "Shade"
	default 5
	depends on COLOUR

config HIDDEN
	int
	default 2 if COLOUR
	default 1

choice
	prompt "Level"
	default LEVEL_LOW

config LEVEL_LOW
	bool "low"

config LEVEL_HIGH
	bool "high"

endchoice
"""

APP = """\
config APP_{0}
	bool "{0}"
"""

NET = """\
config LIB_NET
	bool "Network"
	depends on DRIVER_BUS_A && (DRIVER_BUS_B || LEVEL_HIGH) && SIZE >= 20 && !COLOUR

config LIB_TLS
	bool "Encryption"
	select LIB_RANDOM
	imply LIB_LOG

config LIB_RANDOM
	bool "Random numbers"

config LIB_LOG
	bool "Log"
"""

BUSES = """\
config DRIVER_BUS_{0}
	bool "Bus {0}"
"""


class Result:
    """What a run of the tools came to."""

    def __init__(self, status, output, errors):
        self.status = status
        self.output = output
        self.errors = errors


class TreeTest(unittest.TestCase):
    """A test with a tree of its own, in self.root."""

    def setUp(self):
        self.base = Path(tempfile.mkdtemp(prefix="mote-config-")).resolve()
        self.addCleanup(shutil.rmtree, self.base)
        self.root = self.base / "tree"
        (self.root / "scripts").mkdir(parents=True)
        shutil.copy(SCRIPTS / "config.py", self.root / "scripts")
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(SCRIPTS / "motelib", self.root / "scripts/motelib", ignore=ignored)
        self.write("Kconfig", KCONFIG)
        self.write("core/Kconfig", CORE)
        self.write("libs/net/Kconfig", NET)
        for bus in "AB":
            self.write(f"drivers/bus/{bus.lower()}/Kconfig", BUSES.format(bus))
        for app in ("hello", "other"):
            self.write(f"apps/{app}/Kconfig", APP.format(app.upper()))
        self.write("configs/hello_defconfig", SAVED.replace("A sentence", "Says hello"))

    def write(self, path, text):
        """Writes a file of the tree, or beside it where `path` begins with ../."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def read(self, path):
        """The text of a file of the tree."""
        return (self.root / path).read_text()

    def config(self, *arguments, **environment):
        """Runs scripts/config.py as the Makefile does; never may a user see a traceback.

        In this process, since starting Python some hundred times would take most of the time; a
        test that needs a process of its own uses `process`.
        """
        output, errors = io.StringIO(), io.StringIO()
        with contextlib.ExitStack() as stack:
            stack.enter_context(mock.patch.dict(os.environ, environment))
            stack.enter_context(mock.patch.multiple(paths, **self.paths()))
            stack.enter_context(mock.patch.object(sys, "stdin", io.StringIO()))
            stack.enter_context(contextlib.redirect_stdout(output))
            stack.enter_context(contextlib.redirect_stderr(errors))
            stack.callback(os.chdir, os.getcwd())
            os.chdir(self.root)
            with self.assertRaises(SystemExit) as end:
                report.run_verb(lambda: config.main(arguments))
        return Result(end.exception.code, output.getvalue(), errors.getvalue())

    def process(self, *arguments, **environment):
        """Runs the tree's own copy of scripts/config.py as a process."""
        process = subprocess.run(
            [sys.executable, "scripts/config.py", *arguments],
            cwd=self.root,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
            check=False,
        )
        self.assertNotIn("Traceback", process.stderr)
        return Result(process.returncode, process.stdout, process.stderr)

    def paths(self):
        """What motelib.paths holds in a copy of the tools below self.root."""
        root, build = self.root, self.root / "build"
        return {"ROOT": root, "BUILD": build, "CURRENT": build / "current",
                "CONFIGS": root / "configs"}

    def succeeds(self, *arguments, **environment):
        """Runs it and returns the result, which must be a success."""
        result = self.config(*arguments, **environment)
        self.assertEqual(result.status, 0, result.output + result.errors)
        return result

    def fails(self, *arguments, status=1, **environment):
        """Runs it and returns what it says on failing, which it must."""
        result = self.config(*arguments, **environment)
        self.assertEqual(result.status, status, result.output + result.errors)
        self.assertTrue(result.errors.startswith("mote: "), result.errors)
        return result.errors

    def header(self, symbol, name="hello"):
        """What C gets for a symbol."""
        return self.read(f"build/{name}/include/config/{symbol}.h")

    def why(self, symbol, *options):
        """The explanation of a symbol, as a dictionary."""
        return json.loads(self.succeeds("why", "--sym", symbol, "--json", *options).output)
