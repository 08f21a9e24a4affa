"""Queries of many callers, each under limits in a process of its own, in a queue that is fair to all."""

from __future__ import annotations

import itertools
import tempfile
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition
from typing import Protocol

from kg.errors import KgError
from kg.store.base import Store
from kg.store.embedded import EmbeddedStore
from kg.store.limits import Limits
from kg.store.remote import RemoteStore
from kg.store.remote_worker import RemoteWorker
from kg.store.worker import Job, QueryCancelledError, Worker
from kg.store.writing import Written

_GLANCE = 0.25  # seconds between looks whether a ticket was called off


class Works(Protocol):
    """What answers one query at a time: see ``worker.Worker``."""

    @property
    def alive(self) -> bool: ...
    def run(self, job: Job, out: Path, seconds: float | None) -> Written: ...
    def kill(self) -> None: ...
    def close(self) -> None: ...


class BusyError(KgError):
    """As many queries wait as may. ``after``: seconds after which to come again."""

    def __init__(self, after: int) -> None:
        super().__init__(
            f"too many queries are waiting: come again in {after} seconds",
            f"排队的查询太多：请 {after} 秒后再来",
        )
        self.after = after


class Ticket:
    """A place in the queue, by which the query can be called off from any thread."""

    def __init__(self) -> None:
        self._worker: Works | None = None
        self.called_off = False

    def call_off(self) -> None:
        self.called_off = True
        if self._worker is not None:
            self._worker.kill()

    @contextmanager
    def served_by(self, worker: Works) -> Iterator[None]:
        self._worker = worker
        try:
            if self.called_off:  # in the moment between
                worker.kill()
            yield
        finally:
            self._worker = None


class Pool:
    """Workers that wait with the store open. One that was stopped is replaced when next there is something to do.

    Callers take turns, so that the many queries of one do not keep others waiting.
    """

    def __init__(self, start: Callable[[], Works], limits: Limits) -> None:
        """``start`` makes a worker."""
        self.limits = limits
        self._start = start
        self._idle: list[Works] = []
        self._running = 0
        self._waiting: OrderedDict[str, deque[Ticket]] = OrderedDict()
        self._changed = Condition()
        self._closed = False
        self._folder = tempfile.TemporaryDirectory(prefix="kg-answers-")
        self._names = itertools.count()

    def warm(self) -> None:
        """Start a process, so that the first who asks need not wait for it."""
        with self._changed:
            if not self._idle and not self._running and not self._closed:
                self._idle.append(self._start())

    def run(self, job: Job, caller: str = "", ticket: Ticket | None = None) -> tuple[Written, Path]:
        """Run a job when it is its turn; what was written, and the file, which is the caller's to remove.

        Raises BusyError at once where too many wait, and what ``Worker.run`` raises.
        """
        mine = ticket or Ticket()
        self._wait(mine, caller)
        out = Path(self._folder.name, str(next(self._names)))
        worker = None
        try:
            worker = self._taken()
            with mine.served_by(worker):
                written = worker.run(job, out, self.limits.seconds)
        except BaseException:
            out.unlink(missing_ok=True)
            raise
        finally:
            self._given_back(worker)
        return written, out

    def close(self) -> None:
        """Stop all that runs, and remove what was written."""
        with self._changed:
            self._closed = True
            idle, self._idle = self._idle, []
            for those in self._waiting.values():
                for ticket in those:
                    ticket.called_off = True
            self._changed.notify_all()
        for worker in idle:
            worker.close()
        self._folder.cleanup()

    def _wait(self, ticket: Ticket, caller: str) -> None:
        """Returns when it is this ticket's turn, and a process is its to take."""
        with self._changed:
            if self._closed:
                raise QueryCancelledError("the service is closing", "服务正在关闭")
            queue = self._waiting.get(caller, deque())
            many = sum(map(len, self._waiting.values())) >= self.limits.waiting
            occupied = self._running >= self.limits.workers or self._waiting
            if occupied and (many or len(queue) >= max(1, self.limits.waiting // 2)):
                raise BusyError(self._patience())
            self._waiting.setdefault(caller, queue).append(ticket)
            self._changed.notify_all()
            while not ticket.called_off and not (self._running < self.limits.workers and self._first() is ticket):
                self._changed.wait(_GLANCE)
            self._left(ticket, caller)
            self._changed.notify_all()
            if ticket.called_off:
                raise QueryCancelledError("the query was called off before it ran", "查询在运行前已取消")
            self._running += 1

    def _first(self) -> Ticket:
        return next(iter(self._waiting.values()))[0]

    def _left(self, ticket: Ticket, caller: str) -> None:
        """The ticket leaves the queue; its caller's others come after everybody else's next."""
        queue = self._waiting[caller]
        served = queue[0] is ticket
        queue.remove(ticket)
        if not queue:
            del self._waiting[caller]
        elif served:
            self._waiting.move_to_end(caller)

    def _patience(self) -> int:
        """Seconds after which some will be done, if each takes a tenth of the time it may."""
        waiting = sum(map(len, self._waiting.values()))
        return max(1, round(waiting * self.limits.seconds / 10 / self.limits.workers))

    def _taken(self) -> Works:
        with self._changed:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                worker.close()
        return self._start()

    def _given_back(self, worker: Works | None) -> None:
        with self._changed:
            self._running -= 1
            kept = worker is not None and worker.alive and not self._closed
            if kept and worker is not None:
                self._idle.append(worker)
            self._changed.notify_all()
        if worker is not None and not kept:
            worker.close()


def pool(store: Store, limits: Limits) -> Pool:
    """Workers for the queries of others on a store: processes on a folder, or requests to a server."""

    def start() -> Works:
        if isinstance(store, RemoteStore):
            return RemoteWorker(store)
        assert isinstance(store, EmbeddedStore)
        return Worker(store.data / "graph", limits.memory * 2**20)

    return Pool(start, limits)
