"""Figures of data tables: a row says what is counted, the head says unit and year."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.extractors.numerals import numbers
from kg.extractors.units import Unit, Units
from kg.model import Mention, Report, Role, Span

_ITEM = re.compile(r"项目|指标|内容|类别|名称|事项|工作|数据")
_UNIT = re.compile(r"(?:计量|计算)?单位")
_YEAR = re.compile(r"(\d{4})年?度?$")
_THIS = re.compile(r"本年|今年|当年|数量|数值|合计|总数|数据|完成|全年|实绩|实际")
_LAST = re.compile(r"上年|去年|上一年|同期")
_BRACKETED = re.compile(r"[（(]\s*(?:单位[:：])?\s*([^（()）]{1,4})\s*[)）]")
_HEAD = re.compile(r"单\s?位")
_SPACED_ROW = re.compile(r"[^\s]+(?:[ \t\u3000]+[^\s]+){2,7}")


@dataclass(frozen=True, slots=True)
class TableFigure:
    """One cell: what is counted as the row's label has it, and where the row stands."""

    label: str
    span: Span
    value: Decimal
    unit: Unit
    year: int | None
    passages: tuple[int, ...]

    def mentioned(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mechanisms named in the row's label."""
        return [m for m in mentions if self.span.start <= m.span.start and m.span.end <= self.span.end]


@dataclass(frozen=True, slots=True)
class _Columns:
    item: int
    unit: int | None
    years: tuple[tuple[int, int | None], ...]  # column, year


def table_figures(report: Report, units: Units, year: int | None) -> list[TableFigure]:
    """The figures of all data tables; tables without a recognisable head, and those in plans, give none."""
    found: list[TableFigure] = []
    starts = [p.start for p in report.passages]
    for rows in _tables(report):
        columns = _head([report.text[c.start : c.end] for c in rows[0]], year) if len(rows) > 1 else None
        if columns is None:
            continue
        for row in rows[1:]:
            at = bisect_right(starts, row[0].start) - 1
            if at < 0 or report.passages[at].role is Role.PLANS or row[-1].end > report.passages[at].end:
                continue
            found += _row(report.text, row, columns, units, (report.passages[at].index,))
    return found


def _row(
    text: str, row: Sequence[Span], columns: _Columns, units: Units, passages: tuple[int, ...]
) -> Iterator[TableFigure]:
    cells = [text[c.start : c.end] for c in row]
    if columns.item >= len(cells):
        return
    label = cells[columns.item].strip()
    written = cells[columns.unit].strip() if columns.unit is not None and columns.unit < len(cells) else ""
    bracketed = _BRACKETED.search(label)
    for column, year in columns.years:
        if column >= len(cells):
            continue
        written_numbers = numbers(cells[column])
        if len(written_numbers) != 1 or written_numbers[0].start > 0 or not label:
            continue
        number = written_numbers[0]
        unit = (
            units.called(written)
            or (units.called(bracketed[1]) if bracketed else None)
            or units.at(cells[column], number.end)
        )
        if unit is not None:
            label = label[: bracketed.start()].rstrip() if bracketed and bracketed.end() == len(label) else label
            yield TableFigure(label, row[columns.item], number.value, unit, year, passages)


def _head(cells: Sequence[str], year: int | None) -> _Columns | None:
    names = [re.sub(r"\s+", "", c) for c in cells]
    years: list[tuple[int, int | None]] = []
    unit = item = None
    for i, name in enumerate(names):
        bare = _BRACKETED.sub("", name)
        if _UNIT.fullmatch(bare):
            unit = i
        elif said := _YEAR.search(bare):
            years.append((i, int(said[1])))
        elif _LAST.search(bare):
            years.append((i, None if year is None else year - 1))
        elif item is None and _ITEM.search(bare) and not _THIS.fullmatch(bare):
            item = i
        elif _THIS.search(bare):
            years.append((i, year))
    if not years:
        return None
    return _Columns(item if item is not None else 0, unit, tuple(years))


def _tables(report: Report) -> Iterator[Sequence[Sequence[Span]]]:
    """The report's tables, then those that plain text sets with spaces: a head line and rows of as many cells."""
    for table in report.tables:
        if table.rows and all(table.rows):
            yield table.rows
    if not report.tables:
        yield from _spaced_tables(report.text)


def _spaced_tables(text: str) -> Iterator[list[list[Span]]]:
    rows: list[list[Span]] = []
    if _HEAD.search(text) is None:
        return
    for line in re.finditer(r"[^\n]+", text):
        is_head = _HEAD.search(line.group()) is not None and re.search(r"\d{4}年", line.group()) is not None
        cells = _cells(line) if (rows or is_head) and len(line.group()) <= 120 else []
        if rows and len(cells) == len(rows[0]):
            rows.append(cells)
            continue
        if len(rows) > 1:
            yield rows
        rows = [cells] if cells and is_head else []
    if len(rows) > 1:
        yield rows


def _cells(line: re.Match[str]) -> list[Span]:
    """Cells of a line that is set with spaces; a word spread over one space (项 目) is one cell."""
    written = line.group()
    if not _SPACED_ROW.fullmatch(written.strip()):
        return []
    found: list[Span] = []
    for cell in re.finditer(r"[^\s](?: [^\s\d](?!\S))?[^\s]*", written):
        found.append(Span(line.start() + cell.start(), line.start() + cell.end()))
    return found
