# SPDX-License-Identifier: BSD-3-Clause
"""The machine's own package sources, read at run time, so that no host is named in the tree."""

import re
from dataclasses import dataclass
from pathlib import Path

LIST_LINE = re.compile(
    r"deb\s+(?:\[(?P<options>[^]]*)\]\s*)?(?P<uri>\S+)\s+(?P<suite>\S+)\s+(?P<components>.*)"
)


@dataclass(frozen=True)
class Source:
    """One place that packages come from."""

    uri: str
    suite: str
    components: tuple
    signed_by: str = ""

    def for_release(self, own, release):
        """The same place for another release of the distribution."""
        return Source(self.uri, self.suite.replace(own, release), self.components, self.signed_by)

    def as_text(self):
        """A stanza for a .sources file."""
        text = (f"Types: deb\nURIs: {self.uri}\nSuites: {self.suite}\n"
                f"Components: {' '.join(self.components)}\n")
        return text + (f"Signed-By: {self.signed_by}\n" if self.signed_by else "")


def read_sources(folder=Path("/etc/apt")):
    """All sources of binary packages that are switched on."""
    parts = folder / "sources.list.d"
    lists = [folder / "sources.list", *sorted(parts.glob("*.list"))]
    found = [s for path in lists if path.is_file() for s in _from_list(path.read_text())]
    for path in sorted(parts.glob("*.sources")):
        found += _from_stanzas(path.read_text())
    return found


def of_distribution(sources, codename):
    """The distribution's own among the sources: the release, its updates and security fixes."""
    suites = re.compile(re.escape(codename) + "(-updates|-security|/updates)?")
    return [s for s in sources if suites.fullmatch(s.suite) and "main" in s.components]


def _from_list(text):
    for line in text.splitlines():
        match = LIST_LINE.match(line.strip())
        if not match:
            continue
        options = dict(o.split("=", 1) for o in (match["options"] or "").split() if "=" in o)
        components = tuple(match["components"].partition("#")[0].split())
        yield Source(match["uri"], match["suite"], components, options.get("signed-by", ""))


def _from_stanzas(text):
    for stanza in re.split(r"\n\s*\n", text):
        fields = _fields(stanza)
        if fields.get("enabled", "yes") == "no" or "deb" not in fields.get("types", "").split():
            continue
        # A key may be written into the stanza itself; only the name of a file is of use here.
        key = fields.get("signed-by", "")
        for uri in fields.get("uris", "").split():
            for suite in fields.get("suites", "").split():
                yield Source(uri, suite, tuple(fields.get("components", "").split()),
                             key if key.startswith("/") else "")


def _fields(stanza):
    fields, name = {}, None
    for line in stanza.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line[0].isspace() and name:
            fields[name] += " " + line.strip()
            continue
        name, _, value = line.partition(":")
        name = name.strip().lower()
        fields[name] = value.strip()
    return fields
