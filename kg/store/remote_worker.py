"""Queries of others passed on to a server: what a worker does for a folder, without a process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Timer

from kg.store.remote import RemoteStore
from kg.store.worker import Halfway, Job, QueryCancelledError
from kg.store.writing import Meter, Written, write_boolean, write_table, write_triples


class RemoteWorker:
    """Asks the server and writes its answer, cut where a limit is. The server must stop its queries itself: here only
    the waiting ends when the time is over, and memory is the server's to limit."""

    def __init__(self, store: RemoteStore) -> None:
        self._store = store
        self._unwanted = False

    @property
    def alive(self) -> bool:
        return not self._unwanted

    def run(self, job: Job, out: Path, seconds: float | None, halfway: Halfway | None = None) -> Written:
        """As ``worker.Worker.run``; that FROM names graphs of the store is the server's to see to. A request that may not
        go on halfway goes on where it is: to begin it anew would only double the server's work."""
        if halfway is None:
            return self._run(job, out, seconds)
        asking = Timer(halfway.after, halfway.goes_on)
        asking.daemon = True
        asking.start()
        try:
            return self._run(job, out, seconds)
        finally:
            asking.cancel()

    def kill(self) -> None:
        self._unwanted = True

    def close(self) -> None:
        """Nothing is kept open between queries."""

    def _run(self, job: Job, out: Path, seconds: float | None) -> Written:
        graphs = [("default-graph-uri", iri) for iri in job.default_graphs or ()]
        graphs += [("named-graph-uri", iri) for iri in job.named_graphs or ()]
        answer, more = self._store.part_of(job.sparql, graphs, job.rows, time_limit=seconds)
        if self._unwanted:
            raise QueryCancelledError("the query was stopped: nobody waits for it", "查询已停止：没有人在等它")
        meter = Meter(job.rows, job.bytes)
        with out.open("wb") as file:
            if answer.boolean is not None:
                return write_boolean(answer.boolean, job.form, file)
            if answer.triples is not None:
                written = write_triples(answer.triples, job.form, file, meter)
            else:
                written = write_table(answer.variables, answer.rows, job.form, file, meter)
        return replace(written, cut="rows") if more and not written.cut else written
