"""A build whose documents are read by Apache Spark: on a cluster, or by its local mode.

The graph is the same as that of a local build. Spark lists addresses that it alone can open, reads documents on its nodes and
writes files of the finished graph (``files``); the store itself is on this machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.corpus import Progress, Run
from kg.build.reading import ReportReader
from kg.build.sources import Found
from kg.build.spark.session import session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["Spark", "spark"]


class Spark:
    """An engine (``kg.build.engine``) over a Spark session."""

    def __init__(self, session: SparkSession) -> None:
        self.session = session

    def find(self, paths: Iterable[str | Path]) -> Found:
        from kg.build.spark.listing import found_below

        return found_below(paths, self.session)

    def over(self, run: Run, found: Found, progress: Progress | None) -> None:
        """A reader that is no ReportReader reads on this machine: nodes do not know it."""
        from kg.build.spark.running import Reading

        if isinstance(run.reader, ReportReader):
            Reading(self.session, run, found, progress).all()
        else:
            run.over(found, progress)

    def write(self, store: str | Path, out: str | Path) -> bool:
        """Write the graph as files: see ``files.write``."""
        from kg.build.spark.files import write

        return write(self.session, store, out)


@contextmanager
def spark(master: str | None = None, settings: Mapping[str, str] | None = None) -> Iterator[Spark]:
    """An engine for as long as it is needed. ``master``: where the cluster is, by default what Spark's own configuration says,
    else the cores of this machine; ``settings``: Spark's own. Raises KgError where Spark cannot begin."""
    with session(master, settings or {}) as begun:
        yield Spark(begun)
