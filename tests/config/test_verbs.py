# SPDX-License-Identifier: BSD-3-Clause
"""defconfig, fragments, savedefconfig, set, list, why, and the configurations that nobody chose."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from kconfig_tree import SAVED, TreeTest  # noqa: E402

CTRL_C = "\x03"

class DefconfigTest(TreeTest):
    """make <name>_defconfig and FRAGMENTS."""

    def test_makes_and_chooses(self):
        self.write("configs/web_defconfig", SAVED + "CONFIG_SIZE=12\n")
        self.succeeds("defconfig", "web")
        self.assertIn("CONFIG_SIZE=12\n", self.read("build/web/.config"))
        self.assertEqual(self.read("build/current"), "web\n")

    def test_replaces_what_was_there(self):
        self.succeeds("set", "SIZE=50")
        self.succeeds("defconfig", "hello")
        self.assertIn("CONFIG_SIZE=10\n", self.read("build/hello/.config"))

    def test_under_another_name(self):
        self.write("configs/web_defconfig", SAVED + "CONFIG_SIZE=12\n")
        self.succeeds("defconfig", "web", "--name", "mine")
        self.assertIn("CONFIG_SIZE=12\n", self.read("build/mine/.config"))

    def test_unknown_name(self):
        errors = self.fails("defconfig", "hallo")
        self.assertIn("Did you mean hello? The saved ones are: hello.", errors)

    def test_the_dotconfig_names_no_date_and_no_path(self):
        self.succeeds("ensure")
        text = self.read("build/hello/.config")
        self.assertNotIn(str(self.base), text)
        self.succeeds("defconfig", "hello")
        self.assertEqual(self.read("build/hello/.config"), text)

    def test_fragments_win_in_their_order(self):
        self.write("configs/fragments/big.config", "CONFIG_SIZE=90\nCONFIG_SHADE=9\n")
        self.write("mine", "CONFIG_SIZE=91\n")
        self.succeeds("defconfig", "hello", "--fragments", "big mine")
        text = self.read("build/hello/.config")
        self.assertIn("CONFIG_SIZE=91\n", text)
        self.assertIn("CONFIG_SHADE=9\n", text)

    def test_fragment_changes_a_choice(self):
        self.write("configs/web_defconfig", SAVED + "CONFIG_APP_OTHER=y\n")
        self.write("mine", "CONFIG_APP_HELLO=y\n")
        result = self.succeeds("defconfig", "web", "--fragments", "mine")
        self.assertIn("CONFIG_APP_HELLO=y\n", self.read("build/web/.config"))
        self.assertNotIn("switches off", result.errors)

    def test_fragment_that_switches_off_says_so(self):
        self.write("configs/web_defconfig", SAVED + "CONFIG_SHADE=6\n")
        self.write("mine", "# CONFIG_COLOUR is not set\n")
        errors = self.succeeds("defconfig", "web", "--fragments", "mine").errors
        self.assertIn("mine switches off 'CONFIG_SHADE=6' of configs/web_defconfig:3", errors)
        self.assertIn("needs COLOUR, which is n", errors)

    def test_mistake_in_a_fragment(self):
        self.write("configs/fragments/big.config", "\nCONFIG_SIZE=900\n")
        errors = self.fails("defconfig", "hello", "--fragments", "big")
        self.assertIn("configs/fragments/big.config:2: 'CONFIG_SIZE=900' has no effect", errors)
        self.assertIn("a mistake. Nothing was written.", errors)

    def test_missing_fragment(self):
        self.write("configs/fragments/big.config", "")
        errors = self.fails("defconfig", "hello", "--fragments", "bigger")
        self.assertIn("there is no fragment 'bigger'", errors)
        self.assertIn("The ones there are: big.", errors)

    def test_fragments_on_what_is_there(self):
        self.succeeds("set", "SHADE=8")
        self.write("mine", "CONFIG_SIZE=91\n")
        self.succeeds("ensure", "--fragments", "mine")
        text = self.read("build/hello/.config")
        self.assertIn("CONFIG_SIZE=91\n", text)
        self.assertIn("CONFIG_SHADE=8\n", text)


class SavedefconfigTest(TreeTest):
    """make savedefconfig."""

    def test_keeps_the_comment_and_is_minimal(self):
        comment = SAVED + "# More.\n\n"
        self.write("configs/web_defconfig", comment + "CONFIG_SIZE=10\nCONFIG_LIB_TLS=y\n")
        self.succeeds("defconfig", "web")
        self.succeeds("set", "SHADE=6", "LEVEL_HIGH=y")
        self.succeeds("savedefconfig")
        self.assertEqual(
            self.read("configs/web_defconfig"),
            comment + "CONFIG_SHADE=6\nCONFIG_LEVEL_HIGH=y\nCONFIG_LIB_TLS=y\n",
        )

    def test_an_assignment_is_no_comment(self):
        self.write("configs/web_defconfig", SAVED + "# CONFIG_COLOUR is not set\n")
        self.succeeds("defconfig", "web")
        self.succeeds("set", "COLOUR=y")
        self.succeeds("savedefconfig")
        self.assertEqual(self.read("configs/web_defconfig"), SAVED)

    def test_new_one(self):
        self.succeeds("defconfig", "hello", "--name", "fresh")
        self.succeeds("savedefconfig")
        lines = self.read("configs/fresh_defconfig").splitlines()
        self.assertEqual(lines[0], "# SPDX-License-Identifier: BSD-3-Clause")
        self.assertTrue(lines[1].startswith("# The application hello"), lines)

    def test_description(self):
        self.succeeds("defconfig", "hello", "--name", "fresh")
        self.succeeds("savedefconfig", "--desc", "First.")
        self.succeeds("savedefconfig", "--desc", "Second (better) one.")
        self.assertEqual(
            self.read("configs/fresh_defconfig"),
            "# SPDX-License-Identifier: BSD-3-Clause\n# Second (better) one.\n",
        )
        self.assertIn("Second (better) one.", self.succeeds("list").output)

    def test_round_trip(self):
        for seed in range(5):
            self.succeeds("randconfig", "--seed", str(seed), "--name", "round")
            before = self.read("build/round/.config")
            self.succeeds("savedefconfig", "--name", "round")
            self.succeeds("defconfig", "round")
            self.assertEqual(self.read("build/round/.config"), before)


class SetTest(TreeTest):
    """make set."""

    def test_says_what_changed(self):
        errors = self.succeeds("set", "CONFIG_COLOUR=n").errors
        self.assertIn("COLOUR: y -> n", errors)
        self.assertIn("HIDDEN: 2 -> 1", errors)

    def test_is_as_strict_as_a_file_and_changes_nothing(self):
        self.succeeds("ensure")
        before = self.read("build/hello/.config")
        errors = self.fails("set", "SIZE=0", "SHADE=7")
        self.assertIn("must be from 1 to 100", errors)
        self.assertEqual(self.read("build/hello/.config"), before)

    def test_not_an_assignment(self):
        self.assertIn("'SIZE' is not an assignment", self.fails("set", "SIZE", status=2))

    def test_words_in_one_text(self):
        self.succeeds("set", "--words", "SIZE=11 GREETING='two words'")
        text = self.read("build/hello/.config")
        self.assertIn("CONFIG_SIZE=11\n", text)
        self.assertIn('CONFIG_GREETING="two words"\n', text)
        self.assertIn("make set SET=", self.fails("set", status=2))


class NameTest(TreeTest):
    """What a configuration may be called."""

    def test_the_longest(self):
        self.succeeds("defconfig", "hello", "--name", "x" * 64)
        self.assertIn("at most 64", self.fails("defconfig", "hello", "--name", "x" * 65, status=2))

    def test_those_of_tools_are_not_for_persons(self):
        for name in ("measure-x", "t-x"):
            chosen = "defconfig", "hello", "--name", name
            self.assertIn("tools and tests", self.fails(*chosen, status=2))
            self.succeeds(*chosen, "--keep-current")

    def test_a_current_one_that_cannot_be_read(self):
        self.write("build/current", "")
        (self.root / "build/current").write_bytes(b"\xff\n")
        self.assertEqual(self.succeeds("name").output, "hello\n")
        (self.root / "build/current").unlink()
        (self.root / "build/current").mkdir()
        self.assertEqual(self.succeeds("name").output, "hello\n")
        errors = self.fails("defconfig", "hello")
        self.assertIn("build/current: Is a directory; move that folder away", errors)


class ListTest(TreeTest):
    """make list."""

    def test_text_and_json(self):
        self.write("configs/web_defconfig", "# SPDX-License-Identifier: x\n#\n# A web server.\n")
        self.succeeds("ensure", "--name", "web")
        self.succeeds("defconfig", "web", "--name", "mine")
        self.assertEqual(
            self.succeeds("list").output.splitlines(),
            [
                "   hello  Says hello.",
                "*  mine   Not saved yet: make savedefconfig keeps it.",
                "   web    A web server.",
            ],
        )
        entries = json.loads(self.succeeds("list", "--json").output)
        self.assertEqual([entry["current"] for entry in entries], [False, True, False])
        self.assertEqual(entries[2]["file"], "configs/web_defconfig")
        self.assertIsNone(entries[1]["file"])


class WhyTest(TreeTest):
    """make why SYM=..."""

    def set_by(self, symbol):
        """The first reason for a symbol's value."""
        return tuple(self.why(symbol)["set_by"][0].values())

    def test_each_kind_of_reason(self):
        self.write("configs/web_defconfig", SAVED + "CONFIG_LIB_TLS=y\nCONFIG_APP_OTHER=y\n")
        self.write("mine", "CONFIG_SIZE=77\n")
        self.succeeds("defconfig", "web", "--fragments", "mine")
        self.succeeds("set", "SHADE=3")
        text = self.read("build/web/.config")
        self.write("build/web/.config", text.replace("PORT=0x3f8", "PORT=0x2f8"))
        before = {s: text[: text.index(f"CONFIG_{s}=")] for s in ("SIZE", "SHADE", "PORT")}
        line = {symbol: 1 + part.count("\n") for symbol, part in before.items()}
        expected = {
            "LIB_RANDOM": ("select", "select by LIB_TLS (libs/net/Kconfig:5)"),
            "LIB_LOG": ("imply", "imply by LIB_TLS (libs/net/Kconfig:5)"),
            "HIDDEN": ("default", "default 2 if COLOUR (core/Kconfig:27)"),
            "OFFSET": ("default", "default -3 (core/Kconfig:10)"),
            "SIZE": ("assignment", f"mine:1, kept at build/web/.config:{line['SIZE']}"),
            "SHADE": ("assignment", f"the command line, kept at build/web/.config:{line['SHADE']}"),
            "PORT": ("assignment", f"build/web/.config:{line['PORT']}: CONFIG_PORT=0x2f8"),
            "LIB_NET": ("dependency", "nothing, since a dependency is not met"),
            "LEVEL_LOW": ("default", 'default LEVEL_LOW of the choice "Level" (core/Kconfig:32)'),
            "LEVEL_HIGH": ("choice", 'the choice "Level" (core/Kconfig:32), which has LEVEL_LOW'),
            "DRIVER_BUS_A": ("none", "nothing, and it has no default, so it is n"),
        }
        for symbol, reason in expected.items():
            with self.subTest(symbol):
                self.assertEqual(self.set_by(symbol), reason)
        self.assertIn("configs/web_defconfig:4", self.set_by("APP_OTHER")[1])

    def test_dependencies_with_values(self):
        text = self.succeeds("why", "--sym", "CONFIG_LIB_NET").output
        self.assertIn("CONFIG_LIB_NET = n", text)
        self.assertIn('bool "Network"', text)
        self.assertIn("libs/net/Kconfig:1", text)
        self.assertIn("DRIVER_BUS_A = n   NOT MET\n", text.replace("DRIVER_BUS_A   with ", ""))
        self.assertIn("SIZE >= 20   with SIZE = 10   NOT MET\n", text)
        answer = self.why("LIB_NET")
        self.assertEqual(answer["value"], "n")
        self.assertEqual([entry["met"] for entry in answer["depends_on"]], [False] * 4)
        self.assertEqual(answer["depends_on"][3]["symbols"], {"COLOUR": "y"})

    def test_unknown_symbol(self):
        self.assertIn("Did you mean GREETING?", self.fails("why", "--sym", "GRETING"))
        self.assertIn("Did you mean LIB_NET?", self.fails("why", "--sym", "NET"))
        self.assertIn("SYM=", self.fails("why", status=2))

    def test_answers_on_a_broken_configuration_and_writes_nothing(self):
        self.succeeds("ensure")
        text = self.read("build/hello/.config") + "CONFIG_NIX=y\n"
        self.write("build/hello/.config", text)
        self.assertIn("no symbol NIX", self.succeeds("why", "--sym", "SIZE").output)
        self.assertEqual(self.read("build/hello/.config"), text)


class GenerateTest(TreeTest):
    """allnoconfig, allyesconfig, randconfig."""

    def test_all_no(self):
        self.succeeds("allnoconfig")
        self.assertNotRegex(self.read("build/hello/.config"), "CONFIG_(COLOUR|LIB_TLS|LIB_LOG)=y")

    def test_all_yes_reaches_symbols_that_become_visible(self):
        self.write("libs/late/Kconfig", 'config LIB_A\n\tbool "a"\n\tdepends on LIB_B\n'
                   'config LIB_B\n\tbool "b"\n')
        self.succeeds("allyesconfig")
        text = self.read("build/hello/.config")
        for symbol in ("LIB_A", "LIB_B", "LIB_TLS", "DRIVER_BUS_A"):
            self.assertIn(f"CONFIG_{symbol}=y\n", text)

    def test_pinned_values_stay(self):
        for verb in (["allnoconfig"], ["allyesconfig"], ["randconfig", "--seed", "1"]):
            self.succeeds(*verb, "LIB_TLS=y", "APP_OTHER=y", "COLOUR=n")
            text = self.read("build/hello/.config")
            for line in ("CONFIG_LIB_TLS=y", "CONFIG_APP_OTHER=y", "# CONFIG_COLOUR is not set"):
                self.assertIn(line + "\n", text)

    def test_random_ones_are_valid_repeatable_and_differ(self):
        made = {}
        for seed in range(8):
            self.succeeds("randconfig", "--seed", str(seed))
            made[seed] = self.read("build/hello/.config")
            self.write("configs/copy_defconfig", made[seed])
            self.succeeds("defconfig", "copy")
            self.succeeds("ensure", "--name", "hello")
        self.succeeds("randconfig", "--seed", "3")
        self.assertEqual(self.read("build/hello/.config"), made[3])
        self.assertIn("is no seed", self.fails("randconfig", "--seed", "x", status=2))
        self.assertGreater(len(set(made.values())), 5)
        everything = "".join(made.values())
        for line in ("CONFIG_APP_OTHER=y", "CONFIG_APP_HELLO=y", "CONFIG_LEVEL_HIGH=y",
                     "CONFIG_LIB_TLS=y", "# CONFIG_LIB_TLS is not set",
                     "# CONFIG_COLOUR is not set"):
            self.assertIn(line, everything)


class EditorTest(TreeTest):
    """menuconfig and guiconfig."""

    def menuconfig(self, *arguments, keys=(), **environment):
        """Runs menuconfig on a terminal of its own, presses keys, and returns status and screen."""
        terminal, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "scripts/config.py", "menuconfig", *arguments],
            cwd=self.root, stdin=theirs, stdout=theirs, stderr=theirs,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "120", "LINES": "30", **environment},
        )
        os.close(theirs)
        self.addCleanup(os.close, terminal)
        screen = ""
        for key in keys:
            screen += self.read_terminal(terminal, process, quiet=0.3)
            if key == CTRL_C:
                process.send_signal(signal.SIGINT)  # The terminal does so only for its session.
            else:
                os.write(terminal, key.encode())
        screen += self.read_terminal(terminal, process, quiet=10)
        return process.wait(timeout=10), screen.replace("\r\n", "\n")

    @staticmethod
    def read_terminal(terminal, process, quiet):
        """What is written until nothing more comes for a while, or the process has ended."""
        text, deadline = b"", time.monotonic() + 20
        while time.monotonic() < deadline:
            # The first output takes its time: Python starts and parses the tree.
            wait = quiet if text else 10
            if not select.select([terminal], [], [], wait)[0]:
                break
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break  # Closed by the other side.
            if not data:
                break
            text += data
        return text.decode(errors="replace")

    def test_new_configuration_begins_as_hello(self):
        self.write("configs/hello_defconfig", SAVED + "CONFIG_SIZE=42\n")
        status, screen = self.menuconfig("--name", "web", keys=("q", "y"))
        self.assertEqual(status, 0, screen)
        self.assertIn("configuration web (build/web/.config)", screen)
        self.assertIn("Next: make NAME=web run", screen)
        self.assertIn("CONFIG_SIZE=42\n", self.read("build/web/.config"))
        self.assertEqual(self.read("build/current"), "web\n")

    def test_fresh_clone_edits_hello(self):
        status, screen = self.menuconfig(keys=("q", "y"))
        self.assertEqual(status, 0, screen)
        self.assertIn("configuration hello (build/hello/.config)", screen)
        self.assertIn("Next: make run", screen)

    def test_not_saved(self):
        status, screen = self.menuconfig("--name", "web", keys=("q", "n"))
        self.assertEqual(status, 0, screen)
        self.assertIn("there is no configuration web yet", screen)
        self.assertFalse((self.root / "build/web/.config").exists())
        self.assertFalse((self.root / "build/current").exists())

    def test_says_what_changed(self):
        self.succeeds("ensure")
        down = "j" * 5  # Past the application and four values, to Colour.
        status, screen = self.menuconfig(keys=(down, " ", "q", "y"))
        self.assertEqual(status, 0, screen)
        self.assertIn("COLOUR: y -> n", screen)
        self.assertEqual(self.header("COLOUR"), "#define CONFIG_COLOUR 0\n")
        self.assertIn("make menuconfig", self.why("COLOUR")["set_by"][0]["text"])

    def test_opens_on_a_broken_configuration_and_says_what_it_dropped(self):
        self.succeeds("ensure")
        self.write("build/hello/.config", "CONFIG_NIX=y\nnonsense\nCONFIG_SIZE=0\nCONFIG_SHADE=9\n")
        status, screen = self.menuconfig(keys=("q", "y"))
        self.assertEqual(status, 0, screen)
        self.assertIn("without 3 mistakes listed on exit", screen)
        self.assertIn("Dropped:\nbuild/hello/.config:1: there is no symbol NIX", screen)
        self.assertIn("build/hello/.config:2: 'nonsense' is malformed", screen)
        self.assertIn("build/hello/.config:3: 'CONFIG_SIZE=0' has no effect", screen)
        self.assertIn("CONFIG_SHADE=9\n", self.read("build/hello/.config"))
        self.succeeds("ensure")

    def test_ctrl_c_leaves_everything(self):
        self.succeeds("ensure")
        before = self.read("build/hello/.config")
        status, screen = self.menuconfig(keys=(CTRL_C,))
        self.assertNotIn("Traceback", screen)
        self.assertEqual(self.read("build/hello/.config"), before)
        self.assertEqual(status, 0, screen)

    def test_terminals_that_can_not_be_drawn_on(self):
        for terminal in ("dumb", "no-such-terminal", ""):
            with self.subTest(terminal):
                status, screen = self.menuconfig(TERM=terminal)
                self.assertEqual(status, 1)
                self.assertIn("menuconfig can't draw on a terminal of type", screen)
                self.assertNotIn("Traceback", screen)

    def test_no_terminal(self):
        self.assertIn("menuconfig needs a terminal", self.fails("menuconfig"))

    def test_guiconfig_without_display(self):
        errors = self.fails("guiconfig", DISPLAY="")
        self.assertRegex(errors, "python3-tk|graphical display")
        self.assertIn("make menuconfig", errors)

    def test_guiconfig_without_tk(self):
        self.write("absent/tkinter/__init__.py", "raise ImportError\n")
        result = self.process("guiconfig", PYTHONPATH=str(self.root / "absent"))
        self.assertEqual(result.status, 1)
        self.assertIn("Install the package python3-tk", result.errors)

    def test_without_kconfiglib(self):
        self.write("absent/kconfiglib.py", "raise ImportError\n")
        result = self.process("ensure", PYTHONPATH=str(self.root / "absent"))
        self.assertEqual(result.status, 1)
        self.assertIn("python3-kconfiglib", result.errors)


if __name__ == "__main__":
    unittest.main()
