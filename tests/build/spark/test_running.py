"""Which document is to blame where a job fails, and what people are told where the cluster is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kg.build import build
from kg.build.corpus import Run
from kg.build.engine import Local
from kg.build.reading import ReportReader
from kg.build.reading_worker import read
from kg.build.readings import Readings
from kg.build.sources import Found, Source
from kg.build.spark.running import Reading, of_the_cluster, read_by_halves
from kg.errors import KgError

SOURCES = [Source(f"{n}.txt", "/reports") for n in range(9)]


def test_one_document_that_ends_its_process_is_found() -> None:
    pytest.importorskip("pyarrow")
    jobs: list[int] = []

    def job(sources: Sequence[Source]) -> dict[Source, dict[str, Any]]:
        jobs.append(len(sources))
        if SOURCES[5] in sources:
            raise RuntimeError("job aborted\nCaused by: java.io.EOFException: the worker is gone")
        return {source: {"outcome": "read"} for source in sources}

    rows = read_by_halves(SOURCES, job)
    assert list(rows) == SOURCES
    assert [n for n, source in enumerate(SOURCES) if rows[source]["outcome"] == "failed"] == [5]
    assert rows[SOURCES[5]]["reason"] == "Spark could not read it: java.io.EOFException: the worker is gone"
    assert len(jobs) <= 9


def test_where_the_cluster_is_at_fault_no_document_is() -> None:
    pytest.importorskip("pyarrow")
    jobs: list[int] = []

    def job(sources: Sequence[Source]) -> dict[Source, dict[str, Any]]:
        jobs.append(len(sources))
        raise KgError("the connection is lost", "连接中断了")

    with pytest.raises(KgError, match="the connection is lost"):
        read_by_halves(SOURCES, job)
    assert jobs == [9]


@pytest.mark.spark
def test_where_nothing_can_be_read_no_document_is_to_blame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs: list[int] = []

    def documents(sources: Sequence[Source]) -> None:
        jobs.append(len(sources))
        raise RuntimeError("java.io.IOException: no space on any node")

    context = SimpleNamespace(addJobTag=lambda tag: None)
    run = Run(ReportReader(), Readings(tmp_path), print)
    reading = Reading(SimpleNamespace(sparkContext=context), run, Found(), None)  # type: ignore[arg-type]
    monkeypatch.setattr(reading, "_documents", documents)
    with pytest.raises(KgError, match=r"^Spark reads no document: java.io.IOException: no space on any node$"):
        read_by_halves(SOURCES, partial(reading._read, known=None))
    assert len(jobs) < len(SOURCES)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Traceback …\nModuleNotFoundError: No module named 'kg'", "the nodes lack what reads reports"),
        ("kg.errors.KgError: another version of this program: 1 on a node, 2 here", "have another version of this"),
        ("[PYTHON_VERSION_MISMATCH] worker 3.11, driver 3.13", "the nodes run another Python"),
        ("Job 3 cancelled because SparkContext was shut down", "the connection to Spark is lost"),
    ],
)
def test_what_is_wrong_with_the_cluster_is_told(said: str, told: str) -> None:
    error = of_the_cluster(RuntimeError(said))
    assert error is not None and told in str(error)


def test_what_nobody_knows_is_no_fault_of_the_cluster() -> None:
    assert of_the_cluster(RuntimeError("Python worker exited unexpectedly (crashed)")) is None


def test_a_reading_can_be_carried_from_one_folder_to_another(tmp_path: Path) -> None:
    one, other = Readings(tmp_path / "one"), Readings(tmp_path / "other")
    seed = sorted((Path(__file__).parents[3] / "seeds").iterdir())[0]
    made = read(ReportReader(), one, "3" * 64, seed.read_bytes(), "x.txt").reading
    assert made is not None
    raw = one.raw(made.key)
    assert other.put("3" * 64, made.version, raw) == made == other.find("3" * 64, made.version)
    assert other.put("3" * 64, made.version, raw[:-1]) is None
    assert other.put("4" * 64, made.version, raw) is None
    assert one.known(made.version) == {"3" * 16} and one.known("another") == set()
    one.drop(made.key)
    assert one.find("3" * 64, made.version) is None and Readings(tmp_path / "none").known(made.version) == set()


def test_an_address_needs_spark(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"^hdfs://host/x: only Spark opens such an address: add --engine spark"):
        build(["hdfs://host/x"], tmp_path / "store")
    (tmp_path / "a:b").mkdir()
    assert Local().find([tmp_path / "a:b"]).empty == [str(tmp_path / "a:b")]


def test_what_lies_below_an_address() -> None:
    found = Found(scopes=[Path("hdfs://host/reports")])
    below, beside = Source("2024/a.txt", "hdfs://host/reports"), Source("a.txt", "hdfs://host/reports2")
    assert found.covers(below) and not found.covers(beside)
    assert below.is_remote and below.is_there and not Source("a.txt", "/hdfs:").is_remote
