# SPDX-License-Identifier: BSD-3-Clause
"""What became of tests: printed as TAP while they come, then counted and timed."""

import os
from dataclasses import asdict, dataclass
from typing import Optional

from motelib.report import table

INDENT = "    "


@dataclass(frozen=True)
class Result:
    """One test's end. `is_lane` marks a skip that kept a whole module from running."""

    topic: str
    test: str
    status: str  # "passed", "failed" or "skipped"
    diagnosis: str = ""
    reason: Optional[str] = None
    is_lane: bool = False


class Report:
    """Takes results and says them; `stream` is where TAP goes."""

    def __init__(self, stream):
        self.results = []
        self.seconds = {}  # by folder
        self._stream = stream
        self._in_ci = os.environ.get("CI") == "true"

    def take(self, result):
        """Prints one result."""
        if result.is_lane and self._in_ci:
            # In CI everything is installed, so what could not run is broken.
            result = Result(result.topic, result.test, "failed", f"not run: {result.reason}")
        self.results.append(result)
        word = "not ok" if result.status == "failed" else "ok"
        line = f"{word} {len(self.results)} - {result.topic}: {result.test}"
        if result.status == "skipped":
            line += f" # SKIP {result.reason}"
        self._say(line)
        for text in result.diagnosis.splitlines():
            self._say(f"{INDENT}{text}".rstrip())

    def take_seconds(self, folder, seconds):
        """Adds to the time of a folder of tests."""
        self.seconds[folder] = self.seconds.get(folder, 0) + seconds

    def count(self, status, folder=None):
        """How many results there are of a status."""
        return sum(r.status == status and folder in (None, r.topic.split("/")[0])
                   for r in self.results)

    def finish(self, seconds):
        """Prints plan, minutes and, alone on the last line, the counts; returns the exit status."""
        rows = [self._row(folder, self.seconds[folder]) for folder in sorted(self.seconds)]
        rows.append(self._row(None, seconds))
        header = ("tests", "minutes", "passed", "failed", "skipped")
        self._say(f"1..{len(self.results)}\n\n{table(rows, header, right=(1, 2, 3, 4))}\n")
        self._say("{} passed, {} failed, {} skipped".format(*self._counts()))
        return 1 if self.count("failed") or not self.count("passed") else 0

    def as_data(self, seconds):
        """The same for other programs."""
        passed, failed, skipped = self._counts()
        return {"passed": passed, "failed": failed, "skipped": skipped, "seconds": round(seconds, 2),
                "seconds_of_folders": {k: round(v, 2) for k, v in sorted(self.seconds.items())},
                "tests": [asdict(result) for result in self.results]}

    def _counts(self, folder=None):
        return [self.count(status, folder) for status in ("passed", "failed", "skipped")]

    def _row(self, folder, seconds):
        minutes = f"{int(seconds) // 60}:{int(seconds) % 60:02}"
        return (folder or "all, at the clock", minutes, *self._counts(folder))

    def _say(self, text):
        print(text, file=self._stream, flush=True)
