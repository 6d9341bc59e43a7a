# SPDX-License-Identifier: BSD-3-Clause
"""Runs modules of tests in worker processes, some at a time, and hands results out as they come."""

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from motelib import child
from motelib.testing.results import Result

WORKER = Path(__file__).with_name("worker.py")
PROCESSES = 2
PATIENCE_SECONDS = 5
# A module that takes longer than its verb may take in all hangs.
MODULE_SECONDS = {"check": 180, "test": 900, "all": 3600}
LOG_LINES = 20


class _Run:
    """A module in its worker."""

    def __init__(self, module, pattern):
        self.module = module
        self.log = tempfile.TemporaryFile()
        self.process = child.spawn(
            [sys.executable, str(WORKER), str(module.path), pattern or ""],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log)
        self.begin = time.monotonic()
        self.deadline = self.begin + MODULE_SECONDS[module.lane]
        self.is_late = False
        self._rest = b""

    def read(self):
        """The results that have come; None at their end."""
        data = os.read(self.process.stdout.fileno(), 65536)
        if not data:
            return None
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [Result(**json.loads(line)) for line in lines]

    def signal_group(self, number):
        """Signals the worker and what it has started in its process group."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def end(self):
        """Ends everything; harmless where it has ended by itself."""
        if self.process.poll() is None:
            self.signal_group(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE_SECONDS)
        self.signal_group(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def crash(self):
        """A Result that says how the worker failed; None where it didn't."""
        status = self.process.returncode
        if status == 0 and not self.is_late:
            return None
        if self.is_late:
            how = f"it took longer than {MODULE_SECONDS[self.module.lane]} s and was ended"
        elif status < 0:
            how = f"its process was ended by {signal.Signals(-status).name}"
        else:
            how = f"its process ended with status {status}"
        self.log.seek(0)
        said = self.log.read().decode(errors="replace").splitlines()[-LOG_LINES:]
        return Result(self.module.topic, "all of its tests run to the end", "failed",
                      "\n".join([how, *said]))


class Pool:
    """Runs modules; `on_result` takes each Result, `on_seconds` (module, seconds) at its end."""

    def __init__(self, modules, pattern, on_result, on_seconds):
        self._waiting = sorted(modules, key=lambda module: module.alone)
        self._pattern = pattern
        self._on_result = on_result
        self._on_seconds = on_seconds
        self._selector = selectors.DefaultSelector()

    def run(self):
        """Runs all; when it is interrupted, no process stays behind."""
        try:
            self._start_some()
            while self._running():
                self._wait()
                self._start_some()
        finally:
            for run in self._running():
                run.end()
            self._selector.close()

    def _running(self):
        return [key.data for key in self._selector.get_map().values()]

    def _start_some(self):
        while self._waiting:
            running = self._running()
            is_alone = self._waiting[0].alone or any(run.module.alone for run in running)
            if len(running) >= (1 if is_alone else PROCESSES):
                return
            run = _Run(self._waiting.pop(0), self._pattern)
            self._selector.register(run.process.stdout, selectors.EVENT_READ, run)

    def _wait(self):
        now = time.monotonic()
        next_deadline = min(run.deadline for run in self._running())
        for key, _ in self._selector.select(max(0, next_deadline - now)):
            results = key.data.read()
            for result in results or ():
                self._on_result(result)
            if results is None:
                self._finish(key.data)
        for run in self._running():
            if time.monotonic() >= run.deadline:
                run.is_late = True
                self._finish(run)

    def _finish(self, run):
        self._selector.unregister(run.process.stdout)
        if not run.is_late:
            # Its results have ended, so it is about to.
            with suppress(subprocess.TimeoutExpired):
                run.process.wait(PATIENCE_SECONDS)
        run.end()
        crash = run.crash()
        if crash:
            self._on_result(crash)
        self._on_seconds(run.module, time.monotonic() - run.begin)
        run.log.close()
