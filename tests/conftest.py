"""Where everything must run (KG_REQUIRE_ALL, set by .ci/run) a skipped test is a failed one.

Tests and program are compiled once: to write assertions anew takes pytest ten seconds a process, and each command that a
test runs would compile the program again. Where Python is told to keep no bytecode beside the source
(PYTHONDONTWRITEBYTECODE, as containers often have it), it is kept in pytest's cache.

The quick loop (anything but ``-m ""``) spares what a run of all tests does not: it tries fewer made-up texts, and counts
its small tables in one thread each, since several cost more than they save.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

EXAMPLES = {"quick": 40, "whole": 200}
"""Made-up texts for each property."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--store-kind",
        choices=("embedded", "oxigraph", "virtuoso"),
        default="embedded",
        help="the store that analyses and commands are tested over; the others start real servers",
    )


def pytest_configure(config: pytest.Config) -> None:
    os.environ["KG_TEST_STORE"] = config.getoption("--store-kind", "embedded")
    if sys.dont_write_bytecode and sys.pycache_prefix is None:
        kept = Path(config.rootpath, ".pytest_cache", "bytecode")
        sys.dont_write_bytecode, sys.pycache_prefix = False, str(kept)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(kept)
    for name, number in EXAMPLES.items():  # a machine that has other things to do is no fault of a test
        settings.register_profile(name, max_examples=number, deadline=None)
    if config.getoption("markexpr", ""):
        os.environ.setdefault("POLARS_MAX_THREADS", "1")
        settings.load_profile("quick")
    else:
        settings.load_profile("whole")


def pytest_collection_finish() -> None:
    """What is there now stays to the end: it is not searched for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1_000)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Over a server only what asks a store, and of that not what is about a folder."""
    if config.getoption("--store-kind", "embedded") == "embedded":
        return
    left = [item for item in items if item.get_closest_marker("embedded")]
    items[:] = [item for item in items if item not in left]
    config.hook.pytest_deselected(items=left)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("KG_REQUIRE_ALL"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but nothing may be skipped here: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped and os.environ.get("KG_REQUIRE_ALL"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but nothing may be skipped here: {report.longrepr}"
    return report
