# SPDX-License-Identifier: BSD-3-Clause
"""motelib.xen: whose words are whose, how an image is entered, how the hypervisor is got.

No Xen is started here: tests/xen does that.
"""

import contextlib
import gzip
import io
import json
import struct
import sys
import tarfile
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent))
import fixtures  # noqa: E402  (also makes motelib importable)

from motelib import qemu  # noqa: E402
from motelib.report import UserError  # noqa: E402
from motelib.xen import hypervisor, machine, notes  # noqa: E402
from motelib.xen.console import Separator, said_since_start  # noqa: E402

LINE = (b"(XEN) Xen version 4\r\n(XEN) Freed 656kB init memory\r\nHello\r\n(not Xen)"
        b"(XEN) d0 has news\r\n, and\r\nends (")
CONSOLE = b"Hello\n(not Xen), and\nends ("
XEN = "Xen version 4\nFreed 656kB init memory\nd0 has news\n"
HYPERVISOR = b"\x7fELF, says the test"


class SeparatorTest(unittest.TestCase):
    def test_each_has_its_own_words_however_they_arrive(self):
        for size in (1, 2, 3, 5, 7, 1000):
            with self.subTest(size):
                separator = Separator()
                parts = [separator.take(LINE[at:at + size]) for at in range(0, len(LINE), size)]
                self.assertEqual(b"".join(parts) + separator.rest(), CONSOLE)
                self.assertEqual(separator.log(), XEN)
                self.assertFalse(separator.is_over)

    def test_what_can_not_be_a_mark_is_given_at_once(self):
        separator = Separator()
        self.assertEqual(separator.take(b"a prompt> "), b"a prompt> ")
        self.assertEqual(separator.take(b"(XE"), b"")
        self.assertEqual(separator.take(b"L"), b"(XEL")

    def test_only_one_carriage_return_is_xens(self):
        self.assertEqual(Separator().take(b"a\r\r\nb\rc\r\n"), b"a\r\nb\rc\n")

    def test_the_last_words_are_known(self):
        for words in (b"Hardware Dom0 halted: halting machine",
                      b"Hardware Dom0 crashed: rebooting machine in 5 seconds.",
                      b"Reboot in five seconds..."):
            with self.subTest(words):
                separator = Separator()
                separator.take(words + b"\r\n")
                self.assertFalse(separator.is_over, "the domain may say so, too")
                separator.take(b"(XEN) " + words)
                self.assertFalse(separator.is_over)
                separator.take(b"\r\n")
                self.assertTrue(separator.is_over)

    def test_what_was_said_since_the_start(self):
        self.assertEqual(said_since_start(XEN), ["d0 has news"])
        self.assertEqual(said_since_start("a\nb\n"), ["a", "b"])
        self.assertEqual(said_since_start(""), [])


class NotesTest(unittest.TestCase):
    def test_an_image_for_pvh(self):
        image = fixtures.image("spin")
        self.assertEqual(notes.entries(image), {"pvh"})
        self.assertEqual(qemu.machine_for(image), "microvm")
        qemu.check_machine(image, "xen-pvh")
        with self.assertRaisesRegex(UserError, "leave MACHINE out for microvm"):
            qemu.check_machine(image, "xen-pv")

    def test_an_image_for_pv_goes_to_xen_by_itself(self):
        note = struct.pack("<III4sQ", 4, 8, notes.ENTRY, notes.OWNER, 0)
        header = struct.pack("<IIQQQQQQ", notes.PT_NOTE, 4, 120, 0, 0, len(note), len(note), 4)
        elf = b"\x7fELF\x02".ljust(32, b"\0") + struct.pack("<QQIHHH", 64, 0, 0, 64, 56, 1)
        with tempfile.NamedTemporaryFile() as file:
            file.write(elf.ljust(64, b"\0") + header + note)
            file.flush()
            self.assertEqual(notes.entries(file.name), {"pv"})
            self.assertEqual(qemu.machine_for(file.name), "xen-pv")
            with self.assertRaisesRegex(UserError, "leave MACHINE out for xen-pv"):
                qemu.check_machine(file.name, "q35")

    def test_what_is_no_image_has_none(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            for data in (b"", b"\x7fELF\x02", b"\x7fELF\x02" + b"\xff" * 200):
                path.write_bytes(data)
                self.assertEqual(notes.entries(path), set())
            self.assertEqual(notes.entries(Path(folder) / "none"), set())


class OptionsTest(unittest.TestCase):
    def setUp(self):
        patch = mock.patch.object(hypervisor, "find", return_value=Path("xen.elf"))
        patch.start()
        self.addCleanup(patch.stop)

    def test_memory_is_the_domains_and_xen_has_more(self):
        options = machine.options("a.elf", "pv", "64M")
        self.assertIn(" dom0_mem=65536K,max:65536K", options[options.index("-append") + 1])
        self.assertGreater(int(options[1].rstrip("M")), 64 + 128)
        with self.assertRaisesRegex(UserError, "MEM=64M"):
            machine.options("a.elf", "pv", "much")

    def test_commas_are_doubled_and_modules_are_separate(self):
        options = machine.options("a,b.elf", "pvh", "1G", "-- one, two", "initrd")
        self.assertEqual(options[-1], "a,,b.elf -- one,, two,initrd")

    def test_a_path_with_a_blank_is_refused(self):
        with self.assertRaisesRegex(UserError, "a blank in its path"):
            machine.options("/a folder/a.elf", "pv", "64M")


class HypervisorTest(unittest.TestCase):
    """Against a folder for /boot and programs that stand for apt's."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.boot = self.folder / "boot"
        self.boot.mkdir()
        for target, name, value in ((hypervisor, "BOOT", self.boot),
                                    (hypervisor.paths, "BUILD", self.folder / "build")):
            patch = mock.patch.object(target, name, value)
            patch.start()
            self.addCleanup(patch.stop)
        self.commands = []

    def run_apt(self, command, folder=None):
        """In place of hypervisor._run."""
        self.commands.append(" ".join(command[:1] + [word for word in command if word in (
            "search", "download", "update", "--fsys-tarfile")]))
        if command[0] == "apt-cache":
            return b"xen-hypervisor-4.9-amd64 - old\nxen-hypervisor-4.17-amd64 - Xen\n" \
                   b"xen-hypervisor-4.17-amd64-dbg - symbols\nxen-hypervisor-common - files\n"
        if "download" in command:
            self.assertEqual(command[-1], "xen-hypervisor-4.17-amd64")
            (Path(folder) / "xen-hypervisor-4.17-amd64_4.17.5-1_amd64.deb").touch()
        if command[0] == "dpkg-deb":
            return self.archive("./boot/xen-4.17-amd64.gz")
        return b""

    def archive(self, name):
        data = gzip.compress(HYPERVISOR)
        member = tarfile.TarInfo(name)
        member.size = len(data)
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w") as files:
            files.addfile(member, io.BytesIO(data))
        return buffer.getvalue()

    def find(self):
        with mock.patch.object(hypervisor, "_run", self.run_apt), \
                mock.patch.object(hypervisor.shutil, "which", return_value="/bin/there"), \
                contextlib.redirect_stderr(io.StringIO()):
            return hypervisor.find()

    def test_the_newest_package_is_downloaded_once(self):
        path = self.find()
        self.assertEqual(path.read_bytes(), HYPERVISOR)
        self.assertEqual(self.commands,
                         ["apt-cache search", "apt-get download", "dpkg-deb --fsys-tarfile"])
        note = json.loads((path.parent / "hypervisor.json").read_text())
        self.assertEqual((note["file"], note["package"]), (path.name, "xen-hypervisor-4.17-amd64"))
        self.assertIn("4.17.5-1", note["from"])
        self.assertEqual(self.find(), path)
        self.assertEqual(len(self.commands), 3)
        self.assertEqual(sorted(each.name for each in path.parent.iterdir()),
                         sorted([path.name, "hypervisor.json"]))

    def test_the_newest_of_those_installed_is_taken(self):
        for version, text in (("4.9", b"\x7fELF old"), ("4.17", HYPERVISOR)):
            (self.boot / f"xen-{version}-amd64.gz").write_bytes(gzip.compress(text))
        self.assertEqual(self.find().read_bytes(), HYPERVISOR)
        self.assertEqual(self.commands, [])

    def test_an_installed_file_that_is_none_is_named(self):
        (self.boot / "xen-4.17-amd64.gz").write_bytes(b"no gzip")
        with self.assertRaisesRegex(UserError, "xen-4.17-amd64.gz holds no hypervisor"):
            self.find()

    def test_without_apt_there_is_a_next_step(self):
        with mock.patch.object(hypervisor.shutil, "which", return_value=None):
            with self.assertRaisesRegex(UserError, "without apt-get .*; install Xen's hypervisor"):
                hypervisor.find()

    def test_a_command_that_fails_is_quoted(self):
        with self.assertRaisesRegex(UserError, "sh failed, saying “no route”; check the network"):
            hypervisor._run(["sh", "-c", "echo no route >&2; exit 3"])


if __name__ == "__main__":
    unittest.main()
