"""Clauses: the stretch between commas in which a verb governs a name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

_OPENING = "“「『（(《"
_CLOSING = "”」』）)》"
_MARK = re.compile(f"[，,；;。！？!?：:\n{re.escape(_OPENING + _CLOSING)}]")
_REACH = 3  # clauses that may still speak of a name


class Clause(NamedTuple):
    """``before`` and ``after`` are the clause's text left and right of a name; ``previous`` is the
    clause before, ``following`` the clauses after that still speak of the name, joined by ，."""

    before: str
    after: str
    previous: str
    following: str

    @property
    def whole_following(self) -> str:
        return f"{self.before}{self.after}，{self.following}"


def split_clauses(text: str) -> list[tuple[int, int]]:
    """Clause boundaries as (start, end) without the closing mark; marks inside brackets or quotes do not split."""
    found: list[tuple[int, int]] = []
    depth, start = 0, 0
    for mark in _MARK.finditer(text):
        char, i = mark[0], mark.start()
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 or char in "。\n；;":
            if char == "," and 0 < i < len(text) - 1 and text[i - 1].isdigit() and text[i + 1].isdigit():
                continue
            found.append((start, i))
            start, depth = i + 1, 0
    if start < len(text):
        found.append((start, len(text)))
    return found


def clause_at(
    text: str, start: int, end: int, bounds: list[tuple[int, int]] | None = None, others: Sequence[int] = ()
) -> Clause:
    """The clause in which ``text[start:end]`` stands, with its neighbours (empty where a full stop or semicolon parts
    them). ``others`` are where names begin, in order: a clause with one of them speaks of that and ends ``following``."""
    bounds = bounds if bounds is not None else split_clauses(text)
    at = min(bisect_right(bounds, start, key=itemgetter(1)), len(bounds) - 1)
    left = bounds[at][0]
    last = at
    while last + 1 < len(bounds) and bounds[last][1] < end:
        last += 1
    right = max(bounds[last][1], end)
    previous = text[slice(*bounds[at - 1])] if at > 0 and _joined(text, bounds[at - 1][1]) else ""
    until = last
    while until + 1 < len(bounds) and until - last < _REACH and _joined(text, bounds[until][1]):
        first = bisect_left(others, bounds[until + 1][0])
        if first < len(others) and others[first] < bounds[until + 1][1]:
            break
        until += 1
    following = "，".join([text[left:right] for left, right in bounds[last + 1 : until + 1]]) if until > last else ""
    return Clause(text[min(left, start) : start], text[end:right], previous, following)


def _joined(text: str, at: int) -> bool:
    """Whether the mark at this offset joins two clauses of one statement."""
    return at < len(text) and text[at] in "，,：:"
