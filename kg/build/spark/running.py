"""Documents of a build are read on a cluster, and what they were read as is taken into the store.

They go in waves: what comes back of one is kept while the next are read, so that little is held in memory, a build that is
interrupted keeps what it has read, and no node waits for the slowest.
"""

from __future__ import annotations

import errno
import os
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

from kg.build.corpus import Document, Progress, Run
from kg.build.reading import ReportReader
from kg.build.sources import Found, Source
from kg.build.spark.listing import address_of, literal, too_large
from kg.build.spark.session import reason
from kg.errors import Bilingual, KgError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Rows = dict[Source, dict[str, Any]]  # rows of executing.ROWS
Job = Callable[[Sequence[Source]], Rows]

_EACH = 64  # documents of a wave for each core: a task takes a tenth of a second to begin
_MOST = 4096  # documents of a wave: they are held in memory
_AT_ONCE = 3  # waves
_BLAMED = 3  # so many documents may end what reads them before the first is read


class Reading:
    """One run over the documents of a build."""

    def __init__(self, spark: SparkSession, run: Run, found: Found, progress: Progress | None) -> None:
        assert isinstance(run.reader, ReportReader)
        self._spark, self._run, self._found = spark, run, found
        self._progress = progress
        self._accepted = run.reader.more.read_text(encoding="utf-8") if run.reader.more else ""
        self._tag = f"kg-{uuid.uuid4().hex}"
        self._ended = Event()
        self._read_any = False
        self._blamed: set[Source] = set()

    def all(self) -> None:
        """Read all that is new. Raises KgError where the cluster fails, OSError where what was read cannot be kept."""
        run, sources = self._run, self._found.sources
        run.unread.update(self._found.unread)
        again = self._over(sources, run.readings.known(run.reader.version), len(sources))
        self._over(again, set(), len(sources))
        if self._progress is not None:
            self._progress(len(sources), len(sources), "")

    def _over(self, sources: Sequence[Source], known: set[str], total: int) -> list[Source]:
        """Returns those whose reading should be known but is damaged."""
        broadcast = self._spark.sparkContext.broadcast(frozenset(known))
        job = partial(self._read, known=broadcast)
        again: list[Source] = []
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="kg-spark") as threads:
            pending: deque[tuple[Sequence[Source], Future[Rows]]] = deque()
            try:
                done = 0
                for wave in self._waves(sources):
                    pending.append((wave, threads.submit(read_by_halves, wave, job)))
                    if len(pending) > _AT_ONCE:
                        done += self._first(pending, done, total, again)
                while pending:
                    done += self._first(pending, done, total, again)
            except BaseException:
                self._ended.set()
                threads.shutdown(wait=False, cancel_futures=True)
                self._spark.sparkContext.cancelJobsWithTag(self._tag)
                raise
            finally:
                broadcast.unpersist()
        return again

    def _waves(self, sources: Sequence[Source]) -> Iterator[Sequence[Source]]:
        start = 0
        while start < len(sources):
            size = min(_MOST, _EACH * self._spark.sparkContext.defaultParallelism)  # nodes may still be joining
            yield sources[start : start + size]
            start += size

    def _first(
        self, pending: deque[tuple[Sequence[Source], Future[Rows]]], done: int, total: int, again: list[Source]
    ) -> int:
        wave, future = pending.popleft()
        if self._progress is not None:
            self._progress(done, total, wave[0].name)
        rows = future.result()
        for source in wave:
            if not self._take(source, rows.get(source)):
                again.append(source)
        return len(wave)

    def _take(self, source: Source, row: dict[str, Any] | None) -> bool:
        """Tell the run what came of a file; False where it must be read once more."""
        from kg.build.spark import executing as told

        run = self._run
        if row is None:
            self._found.closed.add(source.path)
            run.unread[source] = Bilingual("cannot be opened: Spark could not read it", "打不开：Spark 读不到")
        elif row["outcome"] == told.LARGE:
            run.unread[source] = too_large(row["number"])
        elif row["outcome"] == told.CLOSED:
            run.unread[source] = self._closed(source, OSError(row["number"], row["reason"]))
        elif not row["sha256"]:
            self._found.closed.add(source.path)  # what was read of it before stays
            run.unread[source] = Bilingual(row["reason"], row["reason_zh"])
            run.note(f"{source.name}: {row['fault']}")
        elif (known := run.documents.get(row["sha256"])) is not None:
            known.sources.append(source)
        else:
            document = Document(row["sha256"], [source])
            document.reading = run.readings.find(document.sha256, run.reader.version)
            if document.reading is None and row["outcome"] == told.READ:
                document.reading = run.readings.put(document.sha256, run.reader.version, row["reading"])
            if document.reading is None and row["outcome"] != told.FAILED:
                return False
            if document.reading is None:
                document.reason = Bilingual(row["reason"], row["reason_zh"])
                if row["fault"]:
                    run.note(f"{source.name}: {row['fault']}")
            run.documents[document.sha256] = document
        return True

    def _closed(self, source: Source, error: OSError) -> Bilingual:
        if error.errno == errno.ENOENT and source.is_there:
            self._found.closed.add(source.path)
            return Bilingual(
                "the node that was to read it does not see it: give a folder that all nodes share, or hdfs://, s3a:// …",
                "负责读取的节点看不到这个文件：请用各节点共享的文件夹，或 hdfs://、s3a:// 等地址",
            )
        return self._found.not_opened(source, error)

    def _read(self, sources: Sequence[Source], known: Any) -> Rows:
        """One job. Raises KgError where no document is to blame."""
        from pyspark.sql.pandas.types import from_arrow_schema

        from kg.build.spark.executing import ROWS, Settings, read_documents

        by_path = {_path(source): source for source in sources}
        work = partial(read_documents, settings=Settings(self._run.reader.version, self._accepted, known))
        schema = from_arrow_schema(ROWS)
        self._spark.sparkContext.addJobTag(self._tag)
        rows: Rows = {}
        try:
            for documents in self._documents(sources):
                for row in documents.mapInArrow(work, schema).toArrow().to_pylist():
                    rows[by_path[row["path"]]] = row
        except Exception as error:
            fault = KgError("ended", "已中止") if self._ended.is_set() else of_the_cluster(error)
            if fault is None and len(sources) == 1:
                fault = self._nothing_works(sources[0], error)
            if fault is None:
                raise
            raise fault from error
        self._read_any = self._read_any or bool(rows)
        return rows

    def _nothing_works(self, source: Source, error: Exception) -> KgError | None:
        """The error where several documents are to blame and none was read: it must be another thing than documents."""
        self._blamed.add(source)
        if self._read_any or len(self._blamed) < _BLAMED:
            return None
        why = reason(error)
        return KgError(f"Spark reads no document: {why}", f"Spark 一份文件也读不了：{why}")

    def _documents(self, sources: Sequence[Source]) -> Iterator[DataFrame]:
        """Columns ``path`` and ``content``; the latter is empty where nodes open files themselves."""
        here = [source for source in sources if not source.is_remote]
        if here:
            yield self._local(here)
        if len(here) < len(sources):
            yield self._remote([source for source in sources if source.is_remote])

    def _local(self, sources: Sequence[Source]) -> DataFrame:
        import pyarrow as pa

        paths = pa.array([_path(source) for source in sources], pa.binary())
        table = pa.table({"path": paths, "content": pa.nulls(len(sources), pa.binary())})
        return self._spark.createDataFrame(table)  # one part for each core

    def _remote(self, sources: Sequence[Source]) -> DataFrame:
        reader = self._spark.read.format("binaryFile").option("ignoreCorruptFiles", True)
        below = reader.option("ignoreMissingFiles", True).load([literal(address_of(source)) for source in sources])
        return below.selectExpr("cast(path as binary) as path", "content")


def _path(source: Source) -> bytes:
    return address_of(source).encode() if source.is_remote else os.fsencode(source.path)


def read_by_halves(sources: Sequence[Source], job: Job) -> Rows:
    """What ``job`` gives for all sources; where it fails, such as for a document that ends the process which reads it, for each
    half, so that in the end one document is to blame. A KgError is nobody's fault and is raised."""
    from kg.build.spark.executing import FAILED

    try:
        return job(sources)
    except KgError:
        raise
    except Exception as error:
        if len(sources) > 1:
            middle = len(sources) // 2
            return read_by_halves(sources[:middle], job) | read_by_halves(sources[middle:], job)
        why = reason(error)
        said = {"reason": f"Spark could not read it: {why}", "reason_zh": f"Spark 没能读它：{why}", "fault": str(error)}
        return {sources[0]: {"outcome": FAILED, "sha256": "", **said}}  # what its bytes are nobody could tell


def of_the_cluster(error: Exception) -> KgError | None:
    """The error where a cluster, and no document, is at fault; None where that cannot be told."""
    said = str(error)
    why = reason(error)
    if "No module named" in said:
        return KgError(
            f"the nodes lack what reads reports ({why}): send them an environment, or install this package on each (see README)",
            f"节点上缺少读报告的程序（{why}）：请把环境打包发给节点，或在每个节点安装本软件（见 README）",
        )
    if "another version of this program" in said:
        return KgError(
            "the nodes have another version of this program: install the same one everywhere",
            "节点上的程序版本与本机不同：请在各节点安装同一版本",
        )
    if "PYTHON_VERSION_MISMATCH" in said:
        return KgError(
            f"the nodes run another Python: {why}; PYSPARK_PYTHON names the one that they are to run",
            f"节点用的 Python 版本不同：{why}；用 PYSPARK_PYTHON 指定节点上的 Python",
        )
    ended = (
        "SparkContext was shut down",
        "stopped SparkContext",
        "Connection refused",
        "Answer from Java side is empty",
    )
    if type(error).__name__ == "Py4JNetworkError" or any(one in said for one in ended):
        return KgError(f"the connection to Spark is lost: {why}", f"与 Spark 的连接中断了：{why}")
    return None
