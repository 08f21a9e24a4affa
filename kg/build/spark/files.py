"""A finished graph as files for other programs, written by a cluster: N-Quads and Parquet tables.

    OUT/nquads/         the whole graph; each line in one of the files
    OUT/adoptions/ …    a table each (``tables.COLUMNS``)
    OUT/finished/       which graph that is; empty while it is being written

Oxigraph, Virtuoso and others load N-Quads; Spark SQL, DuckDB and data frames read Parquet.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build.engine import ADDRESS
from kg.build.spark.listing import literal
from kg.build.spark.running import of_the_cluster
from kg.build.spark.session import reason
from kg.errors import KgError
from kg.rdf.iris import GRAPH, REPORT
from kg.rdf.nquads import to_nquads
from kg.store import Store, open_store
from kg.tables.opening import tables_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_FINISHED = "finished"
_REPORTS = 1024  # at once: they are held in memory
_QUADS = 200_000
_FIRM = {False: "law firm", True: "legal service office"}


def write(spark: SparkSession, store: str | Path, out: str | Path) -> bool:
    """Write the graph in the folder ``store`` below ``out``: a folder that all nodes share, or an address (hdfs://, s3a:// …).

    Returns False, having written nothing, where this very graph is there already. Raises KgError where ``out`` holds other
    things or cannot be written. What was there before is replaced.
    """
    target = _target(out)
    with open_store(store) as opened:
        data = getattr(opened, "data", None)
        assert isinstance(data, Path)
        try:
            if _FINISHED in _there(spark, target, str(out)) and _finished(spark, target) == data.name:
                return False
            _text(spark, [""], f"{target}/{_FINISHED}", "overwrite")
            _Writing(spark, opened, target).all()
            _text(spark, [data.name], f"{target}/{_FINISHED}", "overwrite")
        except KgError:
            raise
        except Exception as error:  # of many kinds: each file system has its own
            why = reason(error)
            fault = of_the_cluster(error)
            raise fault or KgError(f"{out} cannot be written: {why}", f"{out} 写不了：{why}") from error
    return True


class _Writing:
    def __init__(self, spark: SparkSession, store: Store, target: str) -> None:
        self._spark, self._store, self._target = spark, store, target
        self._cores = spark.sparkContext.defaultParallelism
        self._mode = "overwrite"  # then "append"

    def all(self) -> None:
        labels = self._spark.sparkContext.broadcast(_labels(self._store))
        given = _reports(self._store)
        try:
            while wave := list(islice(given, _REPORTS)):
                self._write(wave, labels)
        finally:
            labels.unpersist()
        if self._mode == "overwrite":  # a graph without reports: what an older one left must go
            self._write([], labels)
        for lines in _shared(self._store):
            _text(self._spark, [lines], f"{self._target}/nquads", "append")

    def _write(self, wave: list[dict[str, Any]], labels: Any) -> None:
        import pyarrow as pa
        from pyspark.sql.pandas.types import from_arrow_schema

        from kg.build.spark.tables import COLUMNS, GIVEN, PARTS, parts_of

        table = pa.Table.from_pylist(wave, schema=GIVEN)
        given = self._spark.createDataFrame(table, schema=from_arrow_schema(GIVEN))
        parts = given.mapInArrow(partial(parts_of, labels=labels), from_arrow_schema(PARTS)).persist()
        try:
            # This makes all parts, at the same time; the tables are small.
            parts.select("nquads").write.mode(self._mode).option("compression", "gzip").text(f"{self._target}/nquads")
            for name in COLUMNS:
                rows = parts.selectExpr(f"explode({name}) as row").select("row.*")
                rows.coalesce(self._cores).write.mode(self._mode).parquet(f"{self._target}/{name}")
        finally:
            parts.unpersist()
        self._mode = "append"


def _reports(store: Store) -> Iterator[dict[str, Any]]:
    """A row of ``tables.GIVEN`` for each report, in order."""
    tables = tables_of(store)
    towns = list(tables["towns"].iter_rows(named=True))
    for row in tables["reports"].iter_rows(named=True):
        report, town = row["iri"].removeprefix(REPORT.iri), towns[row["town"]]
        yield {
            "report": report,
            "file": row["file"],
            "current": row["current"],
            "town": town["name"],
            "town_iri": town["iri"],
            "county": town["county"] or None,
            "prefecture": town["prefecture"] or None,
            "province": town["province"] or None,
            "year": row["year"],
            "graph": zlib.compress(to_nquads(store.graph(GRAPH[report])), 1),
        }


def _labels(store: Store) -> dict[str, tuple[str, str]]:
    """See ``tables.Labels``."""
    tables = tables_of(store)
    found = {iri: (label, "") for iri, label in tables["topics"].select("iri", "label").iter_rows()}
    for iri, label, discovered in tables["practices"].select("iri", "label", "discovered").iter_rows():
        found[iri] = label, "discovered" if discovered else ""
    for iri, label, office in tables["firms"].select("iri", "label", "office").iter_rows():
        found[iri] = label, _FIRM[office]
    return found


def _shared(store: Store) -> Iterator[str]:
    """What is in no report's own graph, as N-Quads, piece by piece."""
    own = {GRAPH[iri.removeprefix(REPORT.iri)] for iri in tables_of(store)["reports"]["iri"]}
    names = (name for name in sorted(store.graphs(), key=lambda node: node.value) if name not in own)
    quads = chain.from_iterable(store.graph(name) for name in names)
    while some := list(islice(quads, _QUADS)):
        yield to_nquads(some).decode().removesuffix("\n")


def _target(out: str | Path) -> str:
    """A path of this machine in full: Spark would take it for one of its own file system."""
    return str(out).rstrip("/") if ADDRESS.fullmatch(str(out)) else f"file://{Path(out).resolve()}"


def _there(spark: SparkSession, target: str, named: str) -> set[str]:
    """The names of what stands there. Raises KgError where other things do than what ``write`` makes."""
    from kg.build.spark.tables import COLUMNS

    context = spark.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(target)
    system = path.getFileSystem(context._jsc.hadoopConfiguration())
    if not system.exists(path):
        return set()
    there = {str(status.getPath().getName()) for status in system.listStatus(path)}
    if not system.getFileStatus(path).isDirectory() or there - {"nquads", _FINISHED, *COLUMNS}:
        raise KgError(
            f"{named} holds other things: choose another folder for --out",
            f"{named} 里已有别的东西：请用 --out 换一个文件夹",
        )
    return there


def _finished(spark: SparkSession, target: str) -> str:
    rows = spark.read.text(literal(f"{target}/{_FINISHED}")).collect()
    return "".join(str(row["value"]) for row in rows)


def _text(spark: SparkSession, lines: list[str], target: str, mode: str) -> None:
    frame: DataFrame = spark.createDataFrame([(line,) for line in lines], "value string").coalesce(1)
    frame.write.mode(mode).option("compression", "gzip").text(target)
