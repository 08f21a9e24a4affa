"""Answers kept in memory: a graph that is open never changes, so an answer is made once."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Lock

MOST = 64 * 2**20
"""Bytes that are kept; of more the longest unused go."""


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

    def answer(self, asked: Hashable, make: Callable[[], Kept]) -> Kept:
        """The answer to ``asked``, made now where none is kept. Two who ask at once may both make it."""
        with self._lock:
            known = self._held.get(asked)
            if known is not None:
                self._held.move_to_end(asked)
                return known
        made = make()
        with self._lock:
            if asked not in self._held and len(made.body) <= self._most // 4:
                self._held[asked] = made
                self._bytes += len(made.body)
                while self._bytes > self._most:
                    _, gone = self._held.popitem(last=False)
                    self._bytes -= len(gone.body)
        return made
