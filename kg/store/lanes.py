"""Whose turn it is among many callers, in two lanes: short queries do not wait for long ones.

Every query begins in the quick lane. One that is not done within a short time goes on in the slow lane where that has a
place; else it is set aside and begun anew when there is one. So a query waits for those before it no longer than each may
stay in the quick lane, however many long ones run.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

from kg.errors import KgError
from kg.store.limits import Limits
from kg.store.worker import QueryCancelledError


class BusyError(KgError):
    """As many queries wait as may. ``after``: seconds after which to come again."""

    def __init__(self, after: int) -> None:
        super().__init__(
            f"too many queries are waiting: come again in {after} seconds",
            f"排队的查询太多：请 {after} 秒后再来",
        )
        self.after = after


def _nothing() -> None:
    """What stops a query that neither waits nor runs."""


class Ticket:
    """One query's, by which it can be called off from any thread."""

    def __init__(self) -> None:
        self.called_off = False
        self._stop: Callable[[], None] = _nothing

    def call_off(self) -> None:
        self.called_off = True
        self._stop()

    @contextmanager
    def stopped_by(self, stop: Callable[[], None]) -> Iterator[None]:
        """Calling it off calls ``stop`` meanwhile."""
        self._stop = stop
        try:
            if self.called_off:  # in the moment between
                stop()
            yield
        finally:
            self._stop = _nothing


class Lane:
    """Places to run and a queue before them, in which callers take turns, so that the many queries of one do not keep
    others waiting."""

    def __init__(self, places: int, room: int, usual: float) -> None:
        """``room``: how many may wait. ``usual``: seconds that one is thought to take."""
        self.running: set[Ticket] = set()
        self._places, self._room, self._usual = places, room, usual
        self._waiting: OrderedDict[str, deque[Ticket]] = OrderedDict()

    @property
    def waiting(self) -> list[Ticket]:
        return [ticket for those in self._waiting.values() for ticket in those]

    @property
    def free(self) -> bool:
        """Whether there is a place for which nobody waits."""
        return len(self.running) < self._places and not self._waiting

    def add(self, ticket: Ticket, caller: str) -> None:
        """Put it in the queue. BusyError where too many wait, or too many of this caller."""
        many, his = len(self.waiting), len(self._waiting.get(caller, ()))
        if not self.free and (many >= self._room or his >= max(1, self._room // 2)):
            raise BusyError(max(1, round(many * self._usual / self._places)))
        self._waiting.setdefault(caller, deque()).append(ticket)

    def is_turn_of(self, ticket: Ticket) -> bool:
        return len(self.running) < self._places and next(iter(self._waiting.values()))[0] is ticket

    def remove(self, ticket: Ticket, caller: str) -> None:
        """It leaves the queue; where it was its turn, its caller's others come after everybody else's next."""
        queue = self._waiting[caller]
        served = queue[0] is ticket
        queue.remove(ticket)
        if not queue:
            del self._waiting[caller]
        elif served:
            self._waiting.move_to_end(caller)


class Lanes:
    """The quick and the slow lane, of as many places each as ``limits.workers``."""

    def __init__(self, limits: Limits) -> None:
        # Who waits in the quick lane mostly waits for short ones; who waits in the slow one, for long ones.
        self.quick = Lane(limits.workers, limits.waiting, limits.quick / 2)
        self.slow = Lane(limits.workers, limits.waiting, limits.seconds / 2)
        self._changed = Condition()
        self._closed = False

    @property
    def running(self) -> int:
        with self._changed:
            return len(self.quick.running) + len(self.slow.running)

    @contextmanager
    def place(self, ticket: Ticket, caller: str) -> Iterator[None]:
        """Waits for a quick place; when done, whichever place the ticket then has is free. Raises BusyError at once where
        too many wait, QueryCancelledError where it is called off."""
        self._wait(self.quick, ticket, caller)
        try:
            yield
        finally:
            self.leave(ticket)

    def goes_on(self, ticket: Ticket) -> bool:
        """Moves it from its quick place, its time there over, to a slow one; False where there is none."""
        with self._changed:
            if ticket not in self.quick.running or not self.slow.free:
                return False
            self.quick.running.remove(ticket)
            self.slow.running.add(ticket)
            self._changed.notify_all()
            return True

    def set_aside(self, ticket: Ticket, caller: str) -> None:
        """It leaves its quick place and waits for a slow one. Raises as ``place``."""
        self.leave(ticket)
        self._wait(self.slow, ticket, caller)

    def close(self) -> None:
        """Call off all that wait or run; nobody is let in any more."""
        with self._changed:
            self._closed = True
            inside = [one for lane in (self.quick, self.slow) for one in (*lane.waiting, *lane.running)]
        for ticket in inside:
            ticket.call_off()

    def _wait(self, lane: Lane, ticket: Ticket, caller: str) -> None:
        with self._changed, ticket.stopped_by(self._wake):
            if self._closed:
                raise QueryCancelledError("the service is closing", "服务正在关闭")
            lane.add(ticket, caller)
            try:
                while not ticket.called_off and not lane.is_turn_of(ticket):
                    self._changed.wait()
            finally:
                lane.remove(ticket, caller)
                self._changed.notify_all()
            if ticket.called_off:
                raise QueryCancelledError("the query was called off before it ran", "查询在运行前已取消")
            lane.running.add(ticket)

    def leave(self, ticket: Ticket) -> None:
        """Whichever place it has is for another."""
        with self._changed:
            self.quick.running.discard(ticket)
            self.slow.running.discard(ticket)
            self._changed.notify_all()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
