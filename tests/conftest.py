"""How much the property tests try, and what happens to tests for which something is missing on this machine."""

from __future__ import annotations

import gc
import sys
from collections import Counter

import pytest
from hypothesis import HealthCheck, settings

# A little whenever somebody saves a file, at random; a lot in ``scripts/test``, the same each time.
# A busy machine is no fault of a test, so nothing here depends on how long an example took.
settings.register_profile("quick", max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=100, derandomize=True)
settings.load_profile("quick")

# Thousands of tests are many objects that stay. To look through them all again and again took a fifth of the time.
gc.set_threshold(100_000, 20, 100)

MISSING = "Missing on this machine: "
"""How a test begins the reason for which it skips itself, if the machine is the reason."""
_lacking: Counter[str] = Counter()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fail-if-missing", action="store_true", help="fail at the end if anything tests need is missing")


def pytest_collection_finish() -> None:
    gc.freeze()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and isinstance(report.longrepr, tuple):
        _, found, what = report.longrepr[2].partition(MISSING)
        if found:
            _lacking[what] += 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _lacking and session.config.getoption("fail_if_missing"):
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    if _lacking and config.getoption("fail_if_missing") and not hasattr(config, "workerinput"):
        told = " and ".join(sorted(_lacking))
        print(f"{_lacking.total()} tests could not run. Install what they need: {told}.", file=sys.stderr)
