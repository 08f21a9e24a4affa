"""Answers kept in memory: a graph that is open never changes, so an answer is made once."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Lock, Thread

from kg.errors import KgError

MOST = 64 * 2**20
"""Bytes that are kept; of more the longest unused go."""

_PAUSE = 0.3  # seconds in which those who came first are served


@dataclass(frozen=True, slots=True)
class Kept:
    """A body, ready to send. ``etag``: changes when it does."""

    body: bytes
    status: int
    headers: Mapping[str, str]
    etag: str


def kept(body: bytes, status: int, headers: Mapping[str, str]) -> Kept:
    return Kept(body, status, headers, f'"{hashlib.sha256(body).hexdigest()[:20]}"')


class Keeping:
    """The answers made last, by what was asked."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self._making: dict[Hashable, Event] = {}

    def answer(self, asked: Hashable, make: Callable[[], Kept]) -> Kept:
        """The answer to ``asked``, made now where none is kept. Of two who ask at once the second waits for the first."""
        while True:
            with self._lock:
                known = self._held.get(asked)
                if known is not None:
                    self._held.move_to_end(asked)
                    return known
                others = self._making.get(asked)
                if others is None:
                    self._making[asked] = done = Event()
                    break
            others.wait()
            with self._lock:
                if asked not in self._held and asked not in self._making:  # it was too large to keep, or failed
                    self._making[asked] = done = Event()
                    break
        try:
            made = make()
            self._keep(asked, made)
        finally:
            with self._lock:
                del self._making[asked]
            done.set()
        return made

    @property
    def busy(self) -> bool:
        """Whether an answer is being made."""
        return bool(self._making)

    def _keep(self, asked: Hashable, made: Kept) -> None:
        with self._lock:
            if asked in self._held or len(made.body) > self._most // 4:
                return
            self._held[asked] = made
            self._bytes += len(made.body)
            while self._bytes > self._most:
                _, gone = self._held.popitem(last=False)
                self._bytes -= len(gone.body)


class Warming:
    """Makes answers before anybody asks, one after another, each when nothing else is being made. What cannot be made is
    told to who asks."""

    def __init__(self, kept: Keeping, asked: Mapping[Hashable, Callable[[], Kept]]) -> None:
        self._kept, self._asked = kept, asked
        self._stop = Event()
        self._thread = Thread(target=self._run, name="warming")

    def begin(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """Waits for what is being made now."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        for key, make in self._asked.items():
            while not self._stop.wait(_PAUSE) and self._kept.busy:
                pass
            if self._stop.is_set():
                return
            with suppress(KgError, OSError):
                self._kept.answer(key, make)
