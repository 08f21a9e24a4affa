"""Queries of many callers, each under limits in a process of its own."""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import Protocol

from kg.store.base import Store
from kg.store.embedded import EmbeddedStore
from kg.store.lanes import Lanes, Ticket
from kg.store.limits import Limits
from kg.store.remote import RemoteStore
from kg.store.remote_worker import RemoteWorker
from kg.store.scratch import scratch
from kg.store.worker import Halfway, Job, QueryCancelledError, SetAsideError, Worker
from kg.store.writing import Written


class Works(Protocol):
    """What answers one query at a time: see ``worker.Worker``."""

    @property
    def alive(self) -> bool: ...
    def run(self, job: Job, out: Path, seconds: float | None, halfway: Halfway | None = None) -> Written: ...
    def kill(self) -> None: ...
    def close(self) -> None: ...


class Pool:
    """Workers that wait with the store open: of as many processes as both lanes have places, started when needed. One that
    was stopped is replaced."""

    def __init__(self, start: Callable[[], Works], limits: Limits) -> None:
        """``start`` makes a worker."""
        self.limits = limits
        self._start = start
        self._lanes = Lanes(limits)
        self._idle: list[Works] = []
        self._guard = Lock()
        self._closed = False
        opened = ExitStack()
        self._folder = opened.enter_context(scratch("kg-answers-"))
        self._removed = weakref.finalize(self, opened.close)  # also where the program ends without closing
        self._names = itertools.count()

    def warm(self) -> None:
        """Start a process where none waits for work, so that the next query need not wait for it."""
        with self._guard:
            # Who has a place has a process, or soon will: together they are never more than places.
            if not self._closed and not self._idle and self._lanes.running < 2 * self.limits.workers:
                self._idle.append(self._start())

    def run(self, job: Job, caller: str = "", ticket: Ticket | None = None) -> tuple[Written, Path]:
        """Run a job when it is its turn; what was written, and the file, which is the caller's to remove.

        Raises BusyError at once where too many wait, also when the query takes long and too many such wait, and what
        ``Worker.run`` raises.
        """
        mine = ticket or Ticket()
        out = self._folder / str(next(self._names))
        try:
            with self._lanes.place(mine, caller):
                try:
                    return self._served(mine, job, out, Halfway(self.limits.quick, lambda: self._goes_on(mine))), out
                except SetAsideError:
                    self._lanes.leave(mine)
                    self.warm()
                    self._lanes.set_aside(mine, caller)
                    return self._served(mine, job, out, None), out
        except BaseException:
            out.unlink(missing_ok=True)
            raise

    def close(self) -> None:
        """Stop all that runs, and remove what was written."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        self._lanes.close()
        for worker in idle:
            worker.close()
        self._removed()

    def _served(self, ticket: Ticket, job: Job, out: Path, halfway: Halfway | None) -> Written:
        worker = self._taken()
        try:
            with ticket.stopped_by(worker.kill):
                return worker.run(job, out, self.limits.seconds, halfway)
        finally:
            self._given_back(worker)

    def _goes_on(self, ticket: Ticket) -> bool:
        """Whether a query whose quick time is over has a slow place now; its quick one is for another, with a process."""
        going = self._lanes.goes_on(ticket)
        if going:
            self.warm()
        return going

    def _taken(self) -> Works:
        with self._guard:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                worker.close()
        if self._closed:
            raise QueryCancelledError("the service is closing", "服务正在关闭")
        return self._start()

    def _given_back(self, worker: Works) -> None:
        with self._guard:
            kept = worker.alive and not self._closed
            if kept:
                self._idle.append(worker)
        if not kept:
            worker.close()


def pool(store: Store, limits: Limits) -> Pool:
    """Workers for the queries of others on a store: processes on a folder, or requests to a server."""

    def start() -> Works:
        if isinstance(store, RemoteStore):
            return RemoteWorker(store)
        assert isinstance(store, EmbeddedStore)
        return Worker(store.data / "graph", limits.memory * 2**20)

    return Pool(start, limits)
