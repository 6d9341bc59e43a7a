# SPDX-License-Identifier: BSD-3-Clause
"""Has each test of the suite counted as a test. Mixed into a test case each of whose subtests
counts."""

import running
import selection

LEAST_SHARE = 0.95


class SuiteInImage:
    """Boots the image with all tests, or with `sample` some of each interface."""

    @classmethod
    def setUpClass(cls):
        cls.image = running.build(cls.sample)
        cls.tests, cls.every = running.find(cls.image, cls.sample)
        cls.known = running.expected()

    def check_counts(self):
        """Says how many there are; what can't run must be few, and what is expected to fail
        exists."""
        run = selection.runnable(self.every)
        empty = [test for test in self.every if test.tests_nothing]
        excluded = [test for test in self.every if test.excluded and not test.tests_nothing]
        for test in excluded:
            print(f"{test.name} is excluded: it {test.excluded}")
        with self.subTest(f"{len(run)} tests can run, {len(excluded)} need another process, "
                          f"{len(empty)} programs test nothing"):
            self.assertGreater(len(run), 4 * len(excluded))
        unknown = sorted(set(self.known) - {test.name for test in run})
        with self.subTest(f"{running.EXPECTED.name} has tests of the suite only"):
            self.assertEqual(unknown, [])

    def check_tests(self, tests, shift=running.SHIFT, where=""):
        """Runs them; each must go as expected. Returns the outcomes."""
        outcomes = []
        for outcome in running.run_all(self.image, tests, shift):
            outcomes.append(outcome)
            with self.subTest(f"{outcome.test.name}{where}"):
                complaint = running.complaint(outcome, self.known)
                if complaint:
                    self.fail(complaint)
        return outcomes

    def check_share(self, outcomes):
        """Enough of them must pass, whatever is expected."""
        passed = sum(outcome.word == running.PASSED for outcome in outcomes)
        with self.subTest(f"{passed} of {len(outcomes)} pass, at least {LEAST_SHARE:.0%}"):
            self.assertGreaterEqual(passed, LEAST_SHARE * len(outcomes))
