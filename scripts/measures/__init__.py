"""Measurements of speed, as rows of a table: each with the baseline that it is a ratio to, measured in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """``value`` in ``unit``; ``ratio`` to ``baseline``, where there is one. ``wanted``: what the ratio or value should be, as
    a comparison such as "<= 1.25"."""

    what: str
    value: float
    unit: str
    ratio: float | None = None
    baseline: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Measurements that belong together. ``note``: what was measured, how."""

    title: str
    note: str
    rows: Sequence[Row]


def best(work: Callable[[], object], rounds: int, clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of the fastest of ``rounds``, by default of the processor alone: others may work on this machine too."""
    times = []
    for _ in range(rounds):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


def markdown(tables: Sequence[Table]) -> str:
    """The tables for people."""
    return "\n".join(_one(table) for table in tables)


def _one(table: Table) -> str:
    lines = [
        f"## {table.title}",
        "",
        table.note,
        "",
        "| what | value | ratio | baseline | wanted |",
        "| --- | --: | --: | --- | --- |",
    ]
    for row in table.rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        lines.append(f"| {row.what} | {_number(row.value)} {row.unit} | {ratio} | {row.baseline} | {row.wanted} |")
    return "\n".join([*lines, ""])


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"
