# SPDX-License-Identifier: BSD-3-Clause
"""A process that runs one module of tests and writes each result as a line of JSON.

    worker.py MODULE [PATTERN]

Whatever the tests print goes to standard error, a file that can be read back: what a test has
printed is shown where it failed, and nowhere else.
"""

import importlib.util
import json
import os
import signal
import sys
import traceback
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from motelib.testing import discover  # noqa: E402

OUTPUT_LINES = 40
LOG = 2  # a file descriptor


class Recorder(unittest.TestResult):
    """Writes down how each test ended.

    A test case class whose `each_subtest_counts` is true is a frame for results that come from
    elsewhere (a booted image, a program): each of its subtests is a test of its own, called by its
    message.
    """

    def __init__(self, path, pattern, write):
        super().__init__()
        self._path = path
        self._pattern = pattern.lower()
        self._write = write
        self._log_start = 0
        self._counted = 0

    def startTest(self, test):  # noqa: N802
        super().startTest(test)
        self._log_start = os.fstat(LOG).st_size
        self._counted = 0

    def addSuccess(self, test):  # noqa: N802
        if not _counts_subtests(test):
            self._emit(test, "passed")
        elif not self._counted:
            self._emit(test, "failed", "it had no results")

    def addFailure(self, test, err):  # noqa: N802
        self._fail(test, err)

    def addError(self, test, err):  # noqa: N802
        self._fail(test, err)

    def addSkip(self, test, reason):  # noqa: N802
        self._counted += 1
        # unittest stands something else than a test in for a module or class that skips itself.
        is_lane = not isinstance(test, unittest.TestCase) and not hasattr(test, "test_case")
        self._emit(test, "skipped", reason=reason, is_lane=is_lane)

    def addExpectedFailure(self, test, err):  # noqa: N802
        self._emit(test, "passed")

    def addUnexpectedSuccess(self, test):  # noqa: N802
        self._emit(test, "failed", "it was expected to fail, and passed")

    def addSubTest(self, test, subtest, err):  # noqa: N802
        if err:
            self._fail(subtest, err)
        elif _counts_subtests(test):
            self._emit(subtest, "passed")
        self._counted += 1

    def _fail(self, test, err):
        if _counts_subtests(test) and issubclass(err[0], AssertionError):
            text = str(err[1])
        else:
            text = self._exc_info_to_string(err, test)
        self._emit(test, "failed", f"{text}\n{self._output()}".strip())

    def _output(self):
        sys.stdout.flush()
        size = os.fstat(LOG).st_size
        text = os.pread(LOG, size - self._log_start, self._log_start).decode(errors="replace")
        lines = text.splitlines()[-OUTPUT_LINES:]
        return "\n".join(["it printed:", *lines]) if lines else ""

    def _name(self, test):
        case = _case(test)
        if not isinstance(case, unittest.TestCase):
            return str(case)
        name = discover.sentence(case._testMethodName)
        if case is test:
            return name
        return str(test._message) if _counts_subtests(case) else f"{name} {test._subDescription()}"

    def _emit(self, test, status, diagnosis="", reason=None, is_lane=False):
        name = self._name(test)
        if not self._is_wanted(test, name):
            return
        self._write({"topic": discover.topic_of(self._path), "test": name, "status": status,
                     "diagnosis": diagnosis, "reason": reason, "is_lane": is_lane})

    def _is_wanted(self, test, name):
        """Whether the pattern selects it; of tests that are called, only subtests are left to ask."""
        if not _counts_subtests(test) or self._pattern in _full_name(self._path, _case(test)):
            return True
        return self._pattern in f"{discover.topic_of(self._path)}: {name}".lower()


def _case(test):
    """The test that a subtest belongs to; any other is its own."""
    return getattr(test, "test_case", test)


def _counts_subtests(test):
    return getattr(_case(test), "each_subtest_counts", False)


def _full_name(path, test):
    return discover.full_name(path, type(test).__name__, test._testMethodName).lower()


def _tests_in(suite):
    for each in suite:
        if isinstance(each, unittest.TestSuite):
            yield from _tests_in(each)
        else:
            yield each


def _is_selected(path, test, pattern):
    if not hasattr(type(test), test._testMethodName):
        return True  # unittest's stand-in for what could not be loaded
    return _counts_subtests(test) or pattern.lower() in _full_name(path, test)


def _load(path):
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return unittest.defaultTestLoader.loadTestsFromModule(module)


def run(path, pattern, write):
    """Runs the tests of a module that `pattern` selects; `write` takes each result."""
    recorder = Recorder(path, pattern, write)
    try:
        tests = [test for test in _tests_in(_load(path)) if _is_selected(path, test, pattern)]
    except unittest.SkipTest as reason:
        write({"topic": discover.topic_of(path), "test": "all", "status": "skipped",
               "reason": str(reason), "is_lane": True})
        return
    except Exception:  # Whatever a module does when it is imported is its failure.
        write({"topic": discover.topic_of(path), "test": "the module can be loaded",
               "status": "failed", "diagnosis": traceback.format_exc()})
        return
    unittest.TestSuite(tests).run(recorder)


def main():
    """Results go to the pipe that standard output was; all else goes to the log."""
    pipe = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(LOG, 1)
    # The runner ends us so; unwinding lets tests end what they have started.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Background jobs ignore these, and what is tested would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    # A shell's background job ignores these, and so would the programs that tests end by them.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

    def write(result):
        print(json.dumps(result), file=pipe, flush=True)

    try:
        run(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "", write)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
