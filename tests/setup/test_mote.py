# SPDX-License-Identifier: BSD-3-Clause
"""./mote VERB: what it installs, when it asks, and how it tells a person to go on."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from machine import Machine  # noqa: E402

COMMAND = "apt-get install --no-install-recommends beta"
EVERYTHING = ("a-tool", "b-tool", "c-tool")


class MoteTest(unittest.TestCase):
    """Assertions that the tests below share."""

    def machine(self, **properties):
        """A fake machine on which, unless said otherwise, package beta is missing."""
        machine = Machine(**properties)
        self.addCleanup(machine.__exit__)
        return machine

    def assert_installed(self, machine, result):
        """beta was installed, once, changing nothing else, and make ran."""
        self.assertEqual(result.status, 0, result.output + result.errors)
        installs = [call for call in machine.changes() if " install " in call]
        self.assertEqual(len(installs), 1, installs)
        words = installs[0].split()
        self.assertEqual(words[-1:], ["beta"])
        self.assertNotIn("alpha", words)
        for option in ("-y", "--no-install-recommends", "--no-upgrade", "--no-remove"):
            self.assertIn(option, words)
        self.assertIn("make got <run>", result.output)

    def assert_untouched(self, machine, result):
        """Nothing was installed, make did not run, and the status says so."""
        self.assertEqual(result.status, 1, result.output + result.errors)
        self.assertEqual(machine.changes(), [])
        self.assertNotIn("make got", result.output)
        self.assertNotIn("still not found", result.output + result.errors)


class EverythingThereTest(MoteTest):
    """Nothing is missing: ./mote is make."""

    def test_is_silent_and_asks_no_package_manager(self):
        machine = self.machine(tools=EVERYTHING)
        result = machine.run("run")
        self.assertEqual(result.status, 0)
        self.assertEqual(result.output, f"make in {machine.tree}\nmake got <run>\n")
        self.assertEqual(result.errors, "")
        self.assertEqual(machine.calls(), [])

    def test_goes_on_without_apt(self):
        result = self.machine(tools=EVERYTHING, without=("apt-get",)).run("run")
        self.assertEqual(result.status, 0)
        self.assertIn("make got <run>", result.output)

    def test_installs_only_what_the_verb_needs(self):
        machine = self.machine(tools=())
        self.assertEqual(machine.run("clean").status, 0)
        self.assertEqual(machine.run("web_defconfig").status, 0)
        self.assertEqual(machine.calls(), [])

    def test_unknown_verb_is_left_to_make(self):
        result = self.machine(tools=()).run("bogus")
        self.assertIn("make got <bogus>", result.output)

    def test_arguments_reach_make_unbroken(self):
        result = self.machine(tools=EVERYTHING).run("run", "ARGS=a  'b' -- *", "-j2", "-y")
        self.assertEqual(result.output.splitlines()[1:],
                         ["make got <run>", "make got <ARGS=a  'b' -- *>", "make got <-j2>"])

    def test_status_of_make_is_that_of_mote(self):
        machine = self.machine(tools=EVERYTHING)
        machine.set_state("make-fails")
        self.assertEqual(machine.run("run").status, 7)

    def test_works_from_another_folder(self):
        machine = self.machine(tools=EVERYTHING)
        for path in ("the tree/mote", str(machine.tree / "mote")):
            result = machine.run("run", cwd=machine.root, mote=path)
            self.assertIn(f"make in {machine.tree}\n", result.output)

    def test_setup_alone_does_not_run_make(self):
        result = self.machine(tools=EVERYTHING).run("--setup", "run")
        self.assertEqual((result.status, result.output, result.errors), (0, "", ""))


class HelpTest(MoteTest):
    """./mote alone explains itself, then lets make explain its verbs."""

    def test_usage_comes_before_that_of_make(self):
        machine = self.machine(tools=())
        for arguments in ((), ("help",), ("--help",), ("run", "-h")):
            result = machine.run(*arguments)
            self.assertEqual(result.status, 0)
            usage, _, make = result.output.partition("make in ")
            for word in ("./mote run", "./mote test", "--yes", "--no-install", "--setup"):
                self.assertIn(word, usage)
            self.assertIn("make got <help>", make)
        self.assertEqual(machine.calls(), [])

    def test_help_needs_no_make(self):
        result = self.machine(tools=(), without=("make",)).run()
        self.assertEqual((result.status, result.errors), (0, ""))
        self.assertIn("./mote run", result.output)


class MissingTest(MoteTest):
    """A package is missing, and mote may install it."""

    def test_without_a_terminal_it_goes_ahead(self):
        machine = self.machine()
        result = machine.run("run")
        self.assert_installed(machine, result)
        self.assertNotIn("[Y/n]", result.errors)

    def test_says_what_is_missing_and_how_large_it_is(self):
        errors = self.machine().run("run").errors
        self.assertIn("'run' needs packages that are not installed:\nmote:     beta\n", errors)
        self.assertIn("5.1 MB to download, 352 MB on disk", errors)
        for name in ("alpha", "gamma", "delta", "unwanted"):
            self.assertNotIn(name, errors)

    def test_a_module_of_python_counts_when_it_can_be_imported(self):
        machine = self.machine(tools=EVERYTHING)
        machine.add_package("omega python:no_such_module_of_mote run")
        self.assertIn("mote:     omega\n", machine.run("--no-install", "run").errors)

    def test_a_header_counts_when_gcc_finds_it(self):
        machine = self.machine(tools=EVERYTHING)
        machine.add_package("headers header:some.h run")
        self.assertIn("mote:     headers\n", machine.run("--no-install", "run").errors)
        self.assertEqual((machine.state / "preprocessed").read_text(), "#include <some.h>\n")
        machine.set_state("header")
        self.assertEqual(machine.run("--no-install", "run").status, 0)

    def test_on_a_terminal_it_asks_once(self):
        for answer in ("\n", "y\n", "Yes\n"):
            machine = self.machine()
            result = machine.run_on_terminal("run", answer=answer)
            self.assert_installed(machine, result)
            self.assertEqual(result.output.count("[Y/n]"), 1)

    def test_on_a_terminal_no_means_no(self):
        for answer in ("n\n", "No\n", "what?\n", "\x04"):
            machine = self.machine()
            result = machine.run_on_terminal("run", answer=answer)
            self.assert_untouched(machine, result)
            self.assertIn(COMMAND, result.output)

    def test_yes_is_not_asked_again(self):
        for option in ("-y", "--yes"):
            machine = self.machine()
            result = machine.run_on_terminal(option, "run", answer=None)
            self.assert_installed(machine, result)
            self.assertNotIn("[Y/n]", result.output)

    def test_no_install_stops_with_the_command(self):
        machine = self.machine()
        for result in (machine.run("--no-install", "run"),
                       machine.run_on_terminal("--no-install", "run", answer=None)):
            self.assert_untouched(machine, result)
            self.assertIn(COMMAND, result.output + result.errors)
            self.assertNotIn("[Y/n]", result.output)

    def test_what_does_not_help_is_reported(self):
        machine = self.machine()
        machine.set_state("useless")
        result = machine.run("run")
        self.assertEqual(result.status, 1)
        self.assertIn("still not found:\nbeta\n", result.errors)
        self.assertNotIn("make got", result.output)


class RightsTest(MoteTest):
    """sudo is used only by who is not root, and is announced."""

    def test_root_needs_no_sudo(self):
        machine = self.machine(uid=0)
        result = machine.run("run")
        self.assertNotIn("sudo", result.errors)
        self.assertEqual([c for c in machine.calls() if c.startswith("sudo")], [])

    def test_a_user_goes_through_sudo(self):
        machine = self.machine(uid=1000)
        result = machine.run("run")
        self.assert_installed(machine, result)
        self.assertIn(f"not root, so sudo is used: sudo {COMMAND}", result.errors)
        self.assertEqual(len([c for c in machine.calls() if c.startswith("sudo")]), 1)

    def test_a_user_without_sudo_is_told_what_root_has_to_do(self):
        machine = self.machine(uid=1000, without=("sudo",))
        result = machine.run("run")
        self.assert_untouched(machine, result)
        self.assertIn("5.1 MB to download", result.errors)
        self.assertIn("only root can install them", result.errors)
        self.assertIn(f"mote:     {COMMAND}\n", result.errors)


class FailureTest(MoteTest):
    """apt-get can't, or would change what is there."""

    def test_unknown_package_updates_the_lists_first(self):
        machine = self.machine()
        machine.set_state("unknown")
        result = machine.run("run")
        self.assert_installed(machine, result)
        self.assertIn("running apt-get update", result.errors)
        self.assertTrue(machine.changes()[0].endswith(" update"))

    def test_known_packages_leave_the_lists_alone(self):
        machine = self.machine()
        machine.run("run")
        self.assertFalse(any(call.endswith(" update") for call in machine.calls()))

    def test_no_install_does_not_even_update_the_lists(self):
        machine = self.machine()
        machine.set_state("unknown")
        result = machine.run("--no-install", "run")
        self.assert_untouched(machine, result)
        self.assertIn("size unknown", result.errors)
        self.assertIn(f"mote:     apt-get update && {COMMAND}\n", result.errors)

    def test_old_lists_are_updated_and_the_installation_tried_again(self):
        machine = self.machine()
        machine.set_state("stale")
        result = machine.run("run")
        self.assertEqual(result.status, 0)
        self.assertEqual([call.split()[5] for call in machine.changes()],
                         ["install", "update", "install"])

    def test_no_network(self):
        # apt-get calls an update that fetched nothing a success.
        for also, reason in (("stale", "E: 404"), ("unknown", "W: Could not resolve the mirror")):
            machine = self.machine()
            machine.set_state("offline")
            machine.set_state(also)
            result = machine.run("run")
            self.assertEqual(result.status, 1)
            self.assertIn("install them by hand, then run ./mote run again", result.errors)
            self.assertIn(COMMAND, result.errors)
            self.assertIn(reason, result.errors)
            self.assertNotIn("make got", result.output)

    def test_broken_packages_are_reported_in_the_words_of_apt(self):
        machine = self.machine()
        machine.set_state("broken")
        result = machine.run("run")
        self.assert_untouched(machine, result)
        self.assertIn("E: You have held broken packages.", result.errors)

    def test_upgrades_and_removals_are_refused(self):
        for line in ("Inst libc6 [2.36-9] (2.36-10 Debian:12 [amd64])\n", "Remv libc6 [2.36-9]\n"):
            machine = self.machine()
            machine.set_state("simulation", line)
            result = machine.run("-y", "run")
            self.assert_untouched(machine, result)
            self.assertIn("would upgrade or remove what is there: libc6", result.errors)
            self.assertIn(COMMAND, result.errors)

    def test_without_apt_it_names_what_to_look_for(self):
        result = self.machine(without=("apt-get",)).run("run")
        self.assertEqual(result.status, 1)
        self.assertIn("there is no apt-get", result.errors)
        self.assertIn("mote:     command b-tool (Debian: beta)\n", result.errors)
        self.assertNotIn("make got", result.output)

    def test_dpkg_is_never_asked(self):
        machine = self.machine()
        machine.run("run")
        self.assertFalse(any(call.startswith("dpkg") for call in machine.calls()))


if __name__ == "__main__":
    unittest.main()
