"""What runs on the nodes of a cluster: documents are read there, and what they were read as is sent back.

A node knows nothing of the store. It makes readings as a local build does, in a folder of its own for as long as it
reads, and sends the files.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
from pyspark import SparkFiles

from kg.build.reading import ReportReader
from kg.build.reading_worker import read
from kg.build.readings import Readings
from kg.errors import KgError
from kg.reports import MAX_REPORT_BYTES
from kg.store.layout import write_safely

READ, KNOWN, FAILED, CLOSED, LARGE = "read", "known", "failed", "closed", "large"

ROWS = pa.schema(
    [
        ("path", pa.binary()),  # as it was given: names of files may be no UTF-8
        ("outcome", pa.string()),  # one of the five above
        ("sha256", pa.string()),
        ("reading", pa.binary()),  # READ: its file
        ("number", pa.int64()),  # CLOSED: of the system's error; LARGE: bytes
        ("reason", pa.string()),  # FAILED, CLOSED
        ("reason_zh", pa.string()),  # FAILED
        ("fault", pa.string()),  # FAILED: for the log
    ]
)
_AT_ONCE = 32  # documents in a batch that is sent back


class Known(Protocol):
    """A value that Spark sent to each node once."""

    @property
    def value(self) -> Collection[str]: ...


@dataclass(frozen=True, slots=True)
class Settings:
    """``version``: of the reader that the build expects. ``accepted``: the text of the file of accepted practices, "" where there
    is none. ``known``: ids of documents whose readings are in the store."""

    version: str
    accepted: str
    known: Known


def read_documents(batches: Iterator[pa.RecordBatch], settings: Settings) -> Iterator[pa.RecordBatch]:
    """Read documents given by ``path`` and, where Spark opened them, ``content``: a row of ROWS for each.

    Raises KgError where this node has another version of the program."""
    reader = _reader(settings.version, settings.accepted)
    with tempfile.TemporaryDirectory(prefix="kg-spark-") as folder:
        readings = Readings(Path(folder))
        for batch in batches:
            for start in range(0, batch.num_rows, _AT_ONCE):
                given = batch.slice(start, _AT_ONCE).to_pylist()
                rows = [_row(one["path"], one["content"], reader, readings, settings.known.value) for one in given]
                yield pa.RecordBatch.from_pylist(rows, schema=ROWS)


def _row(
    path: bytes, content: bytes | None, reader: ReportReader, readings: Readings, known: Collection[str]
) -> dict[str, Any]:
    try:
        if content is None:
            file = Path(os.fsdecode(path))
            size = file.stat().st_size
            if size > MAX_REPORT_BYTES:
                return {"path": path, "outcome": LARGE, "number": size}
            content = file.read_bytes()
    except OSError as error:
        return {"path": path, "outcome": CLOSED, "number": error.errno or errno.EIO, "reason": error.strerror or ""}
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256[:16] in known:
        return {"path": path, "outcome": KNOWN, "sha256": sha256}
    outcome = read(reader, readings, sha256, content, os.fsdecode(path).rpartition("/")[2])
    if outcome.reading is None:
        assert outcome.reason is not None
        said = {"reason": outcome.reason.en, "reason_zh": outcome.reason.zh, "fault": outcome.fault}
        return {"path": path, "outcome": FAILED, "sha256": sha256, **said}
    raw = readings.raw(outcome.reading.key)
    readings.drop(outcome.reading.key)
    return {"path": path, "outcome": READ, "sha256": sha256, "reading": raw}


@lru_cache(maxsize=2)
def _reader(version: str, accepted: str) -> ReportReader:
    """One for all that a process of a node reads."""
    more = None
    if accepted:
        content = accepted.encode()
        # A folder that Spark removes in the end; processes of one node share it.
        more = Path(SparkFiles.getRootDirectory(), f"accepted-{hashlib.sha256(content).hexdigest()[:16]}.ttl")
        write_safely(more, content, sync=False)
    reader = ReportReader(more)
    if reader.version != version:
        raise KgError(
            f"another version of this program: {reader.version} on a node, {version} here",
            f"节点上的程序版本不同：节点 {reader.version}，本机 {version}",
        )
    return reader
