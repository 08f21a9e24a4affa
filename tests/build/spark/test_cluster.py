"""A cluster of a master and two workers builds what a local build does, also where it loses a process meanwhile."""

from __future__ import annotations

import gzip
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus_files import exported
from spark_cluster import Cluster, cluster
from spark_reports import SETTINGS, Expected

from kg.build import build
from kg.build.spark import Spark, spark

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")
pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore:PySpark does not yet fully:FutureWarning")]


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as began:
        yield began


@pytest.fixture(scope="module")
def engine(two_workers: Cluster) -> Iterator[Spark]:
    with spark(two_workers.master, SETTINGS) as engine:
        yield engine


def test_the_graph_is_that_of_a_local_build(
    engine: Spark, two_workers: Cluster, expected: Expected, tmp_path: Path
) -> None:
    assert engine.session.sparkContext.master == two_workers.master
    assert build([expected.reports], tmp_path / "store", engine=engine) == expected.summary
    assert exported(tmp_path / "store") == expected.graph
    assert len(two_workers.executors()) == 2
    assert engine.write(tmp_path / "store", tmp_path / "out")
    lines = [
        line
        for part in (tmp_path / "out" / "nquads").glob("part-*.gz")
        for line in gzip.decompress(part.read_bytes()).splitlines(keepends=True)
    ]
    assert b"".join(sorted(line for line in lines if line.strip())) == expected.graph


def test_an_executor_that_dies_is_replaced(
    engine: Spark, two_workers: Cluster, expected: Expected, tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill(done: int, total: int, name: str) -> None:
        if not killed:
            killed.append(two_workers.executors()[0])
            os.kill(killed[0], signal.SIGKILL)

    assert build([expected.reports], tmp_path / "store", engine=engine, progress=kill) == expected.summary
    assert exported(tmp_path / "store") == expected.graph
    assert killed and killed[0] not in two_workers.executors()
