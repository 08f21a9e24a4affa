"""What a tool tells: headline, rows with their sentences, sources, and what was left out; bounded, and whole by pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.analysis.asking import Asks
from kg.analysis.reading.sources import Source, sources
from kg.analysis.tabular import Tabular
from kg.analysis.wording.in_words import headline, notes

MOST = 40
"""Rows that one call tells."""
STATUSES = {
    "implemented": "runs 已实施",
    "piloting": "is being tried 试点中",
    "inProgress": "is on its way 推进中",
    "planned": "is only planned, does not run 计划",
}


@dataclass(frozen=True)
class Told:
    """``rows``: facts; ``sentence`` is a quotation from the report ``report`` (characters ``start`` to ``end``). ``total``:
    rows that there are, at least; ``more``: how to get the others, empty where these are all. ``sources``: the reports quoted."""

    headline: str
    rows: list[dict[str, Any]]
    total: int
    first: int = 0
    more: str = ""
    notes: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)


def told(store: Asks, answer: Tabular, lang: str, first: int = 0, most: int = MOST) -> Told:
    """Rows ``first`` to ``first + most`` of an answer of ``kg.analysis``."""
    columns, rows = answer.table()
    shown = [_row(columns, row) for row in rows[first : first + most]]
    end = first + len(shown)
    left = getattr(answer, "left_out", 0)  # towns, each of one row or more
    return Told(
        headline(answer, lang),
        shown,
        len(rows),
        first,
        _more(end, len(rows), left),
        list(notes(answer, lang)),
        sources(store, {str(row["report"]) for row in shown if row.get("report")}),
        {key: said for key, said in STATUSES.items() if any(key in str(row) for row in shown)},
    )


def _more(end: int, rows: int, left: int) -> str:
    if left:
        return f"more rows, of {left} further towns and perhaps of these: call again with first={end}"
    return f"{rows - end} more rows: call again with first={end}" if end < rows else ""


def _row(columns: Sequence[str], row: Sequence[object]) -> dict[str, Any]:
    """A row without what is empty."""
    return {
        name: cell if isinstance(cell, (bool, int, float)) else str(cell)
        for name, cell in zip(columns, row, strict=True)
        if cell is not None
        and cell != ""
        and not (cell is False and name in ("discovered", "continues", "approximate"))
    }
