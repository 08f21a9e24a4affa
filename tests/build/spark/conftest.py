"""What a local build makes of the reports, and a Spark session of this machine: each made once for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_files import exported
from spark_reports import SETTINGS, Expected, gather

from kg.build import build
from kg.build.spark import Spark, spark


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Expected:
    home = tmp_path_factory.mktemp("local")
    reports = home / "报告 {1}"
    gather(reports)
    summary = build([reports], home / "store")
    return Expected(reports, home / "store", summary, exported(home / "store"))


@pytest.fixture(scope="module")
def viewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the address ``viewfs://shelf/all`` stands for."""
    return tmp_path_factory.mktemp("viewed")


@pytest.fixture(scope="module")
def local(viewed: Path) -> Iterator[Spark]:
    """Two threads of this machine."""
    mounted = {"spark.hadoop.fs.viewfs.mounttable.shelf.link./all": f"file://{viewed}"}
    with spark("local[2]", {**SETTINGS, **mounted}) as engine:
        yield engine
