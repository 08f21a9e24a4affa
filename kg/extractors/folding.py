"""Text folded for look-up: quotes, spaces and middle dots gone, width and case levelled, offsets kept.

A label of the scheme and the text of a report are folded alike, so that ``“双随机、一公开”``, ``双随机 一公开`` and
``双随机一公开`` meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

QUOTES = "“”‘’\"'「」『』＂＇〝〞"
_DROPPED = QUOTES + "·•・‧ \u3000\t\u00a0"
QUOTE_PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("〝", "〞"))
_OPENING = "".join(opening for opening, _ in QUOTE_PAIRS)
_CLOSING = "".join(closing for _, closing in QUOTE_PAIRS)
_DASHES = dict.fromkeys("－–—―", "-")
_LONGEST_QUOTE = 24
_LONG = 500
_SHORT_QUOTE = re.compile(f"[{_OPENING}]([^{_OPENING}{_CLOSING}\n]{{0,{_LONGEST_QUOTE}}})[{_CLOSING}]")
_COMMA = re.compile("[、，,]")
_GONE = re.compile(f"[{re.escape(_DROPPED)}]")


class Folded(NamedTuple):
    """``text[i]`` stands at ``origin[i]`` of the clean text."""

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Clean offsets of a folded stretch (end exclusive)."""
        return self.origin[start], self.origin[end - 1] + 1


class _Levels(dict[int, str | None]):
    """What each character folds to, None for those that are dropped: a table for ``str.translate`` that fills itself."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        levelled = (_DASHES.get(char) or unicodedata.normalize("NFKC", char)).lower()
        self[code] = None if char in _DROPPED else levelled if len(levelled) == 1 else char
        return self[code]


_LEVELS = _Levels()
# Nearly all characters of reports are among these; a few replacements are then quicker than a look at each.
_CHANGING = "“”‘’\"'「」『』· \u3000\t\u00a0—–，：；！？（）％．～／＋"
_CHANGES = tuple((char, _LEVELS[ord(char)] or "") for char in _CHANGING)
_OTHERS = re.compile(f"[^\n -~一-鿿、。《》〈〉【】〔〕{_CHANGING}]")


def fold(text: str) -> Folded:
    """Fold a text. The enumeration comma is dropped inside short quotes only: there it is part of a name."""
    levelled = _levelled(text)
    if len(levelled) == len(text):  # nothing was dropped, so there are no quotes either
        return Folded(levelled, range(len(text)))
    inside = quoted_commas(text)
    gone = sorted({*(m.start() for m in _GONE.finditer(text)), *inside})
    kept = [(before + 1, at) for before, at in pairwise((-1, *gone, len(text))) if at > before + 1]
    if inside:
        levelled = _levelled("".join(text[start:end] for start, end in kept))
    return Folded(levelled, tuple(chain.from_iterable(range(start, end) for start, end in kept)))


def _levelled(text: str) -> str:
    if len(text) < _LONG or _OTHERS.search(text):
        return text.translate(_LEVELS)
    for char, level in _CHANGES:
        text = text.replace(char, level)
    return text.lower()


def fold_label(label: str) -> str:
    """Fold a label; its own enumeration commas stay."""
    return label.translate(_LEVELS)


def quoted_commas(text: str) -> frozenset[int]:
    """Offsets of 、 and of commas that stand inside a short pair of quotes."""
    return frozenset(
        comma.start()
        for quote in _SHORT_QUOTE.finditer(text)
        for comma in _COMMA.finditer(text, quote.start(1), quote.end(1))
    )
