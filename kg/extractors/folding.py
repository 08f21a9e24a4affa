"""Text folded for look-up: quotes, spaces and middle dots gone, width and case levelled, offsets kept.

A label of the scheme and the text of a report are folded alike, so that ``“双随机、一公开”``, ``双随机 一公开`` and
``双随机一公开`` meet.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

QUOTES = "“”‘’\"'「」『』＂＇〝〞"
_DROPPED = frozenset(QUOTES + "·•・‧ \u3000\t\u00a0")
QUOTE_PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("〝", "〞"))
_OPENING = frozenset(opening for opening, _ in QUOTE_PAIRS)
_CLOSING = frozenset(closing for _, closing in QUOTE_PAIRS)
_DASHES = dict.fromkeys("－–—―", "-")
_LONGEST_QUOTE = 24


@dataclass(frozen=True, slots=True)
class Folded:
    """``text[i]`` stands at ``origin[i]`` of the clean text."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Clean offsets of a folded stretch (end exclusive)."""
        return self.origin[start], self.origin[end - 1] + 1


@cache
def _level(char: str) -> str:
    if char in _DASHES:
        return _DASHES[char]
    levelled = unicodedata.normalize("NFKC", char)
    return levelled.lower() if len(levelled) == 1 else char


def fold(text: str) -> Folded:
    """Fold a text. The enumeration comma is dropped inside short quotes only: there it is part of a name."""
    inside = quoted_commas(text)
    chars: list[str] = []
    origin: list[int] = []
    for i, char in enumerate(text):
        if char in _DROPPED or i in inside:
            continue
        chars.append(char if "\u4e00" <= char <= "\u9fff" else _level(char))
        origin.append(i)
    return Folded("".join(chars), tuple(origin))


def fold_label(label: str) -> str:
    """Fold a label; its own enumeration commas stay."""
    return "".join(_level(c) for c in label if c not in _DROPPED)


def quoted_commas(text: str) -> frozenset[int]:
    """Offsets of 、 and of commas that stand inside a short pair of quotes."""
    found: list[int] = []
    opened: int | None = None
    pending: list[int] = []
    for i, char in enumerate(text):
        if char in _OPENING:
            opened, pending = i, []
        elif opened is not None:
            if char in _CLOSING:
                found.extend(pending)
                opened = None
            elif i - opened > _LONGEST_QUOTE or char == "\n":
                opened = None
            elif char in "、，,":
                pending.append(i)
    return frozenset(found)
