"""Stretches in quotes, and lists of them that share a verb and a head: 开展“A”、“B”等专项行动."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = re.compile(r"[“「『]([^“”「」『』\n]{1,30})[”」』]|(?<![A-Za-z])\"([^\"\n]{1,30})\"(?![A-Za-z])")
_OPENING = '“「『"'
_CONTEXT = 24
_CLAUSE_MARK = re.compile(r"[，,；;。！？：:\n]")
_JOINED = re.compile(r"^(?:、|和|与|及|以及|，)?$")


class Quote(NamedTuple):
    """``start``–``end`` is the stretch between the quotes; ``outer_*`` takes the quotes in.

    ``before`` and ``after`` are the context that governs it: of the whole list where it stands in one.
    """

    text: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    before: str
    after: str


def quotes(text: str) -> list[Quote]:
    """All stretches in quotes, in order, with offsets into ``text``."""
    if not any(mark in text for mark in _OPENING):
        return []
    found = [(m.start(), m.end(), m.group(1) if m.group(1) is not None else m.group(2)) for m in _QUOTED.finditer(text)]
    result: list[Quote] = []
    for first, last in _lists(text, found):
        before = text[max(0, found[first][0] - _CONTEXT) : found[first][0]]
        after = text[found[last][1] : found[last][1] + _CONTEXT]
        for start, end, inner in found[first : last + 1]:
            result.append(Quote(inner.strip(), start + 1, end - 1, start, end, _tail(before), after.split("\n")[0]))
    return result


def _lists(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Runs of quotes with only a list mark between them, as (first, last) indices."""
    runs: list[tuple[int, int]] = []
    for i in range(len(found)):
        if runs and _JOINED.match(text[found[i - 1][1] : found[i][0]]):
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs


def _tail(before: str) -> str:
    """What stands between the last clause mark and the quotes."""
    return _CLAUSE_MARK.split(before)[-1]
