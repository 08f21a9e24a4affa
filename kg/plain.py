"""Text as it may be shown: on one line, with the width of Chinese characters, never steering a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_HIDDEN = {"Cc", "Cf", "Cs"}
_SPACES = {"\n", "\t"}


def clean(text: str) -> str:
    """``text`` on one line, with what would steer a terminal or turn the direction of writing made visible as ``�``."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join("\ufffd" if unicodedata.category(c) in _HIDDEN else c for c in line)


def visible(text: str) -> str:
    """``text`` as long as it was, with what is not seen or turns the direction of writing made visible as ``�``."""
    if text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(c) in _HIDDEN and c not in _SPACES else c for c in text)


def width(text: str) -> int:
    """Columns that ``text`` takes on a terminal: two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def aligned(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table: columns aligned with two spaces between them, nothing cut."""
    widths = [max([width(name), *(width(row[i]) for row in rows)]) for i, name in enumerate(columns)]
    for line in (columns, *rows):
        cells = [cell + " " * (widths[i] - width(cell)) for i, cell in enumerate(line)]
        yield "  ".join(cells).rstrip()


def shortened(text: str, most: int) -> str:
    """``text`` in at most ``most`` columns, ``…`` where its end is left out."""
    if width(text) <= most:
        return text
    taken = 1  # the … itself
    for at, char in enumerate(text):
        taken += width(char)
        if taken > most:
            return text[:at] + "…"
    return text
