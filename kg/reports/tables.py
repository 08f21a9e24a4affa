"""Data tables: rows are lines of the clean text, their cells separated by one tab."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.model import Section, Span, Table
from kg.reports.draft import Draft, Edit

_GAP = re.compile(r"[ \t\u3000\xa0\u2002\u2003]+")
_NUMBER = re.compile(r"^[\d０-９.．,，%％]+$|^[-—/]$")
_PROSE = re.compile(r"[。；，：？！]")
_CELL = re.compile(r"[^\s](?:[^\t]*[^\s])?")
_LONGEST_HEAD = 12  # characters of a column's name
_SINGLE = re.compile(r"^[\u4e00-\u9fff]$")


def mark_flat_tables(draft: Draft) -> None:
    """Find tables whose cells were flattened to words with spaces between, and put a tab between cells.

    A table is two or more neighbouring lines with equally many cells (three or more, or two with tabs), numbers in all
    of them but the first; or, numbers or not, such lines with tabs between all cells below a head of short names. Letter-spaced words count as one cell: 项 目 单位 2023年 2024年 has four. Other tabs inside
    lines become spaces.
    """
    text = draft.text
    lines = draft.lines()
    rows = [_cells(text, a, b) for a, b in lines]
    edits: list[Edit] = []
    i = 0
    while i < len(rows):
        block = _tabbed(text, lines, i) or _block(rows, i)
        if block:
            for row in block:
                edits += [Edit(m[0], m[1], "") for cell in row for m in _inner_gaps(text, cell)]
                edits += [Edit(left[1], right[0], "\t") for left, right in pairwise(row)]
            i += len(block)
        else:
            i += 1
    taken = {e.start for e in edits}
    stray = [Edit(m.start(), m.end(), " ") for m in re.finditer(r"(?<=\S)[ \u3000]*\t[ \t\u3000]*(?=\S)", text)]
    edits += [e for e in stray if e.start not in taken]
    edits = [e for e in sorted(edits) if text[e.start : e.end] != e.replacement]
    draft.apply("table", edits)


_Row = list[tuple[int, int, str]]


def _cells(text: str, start: int, end: int) -> _Row:
    """The words of a line with their places; [] for a line that can be no row."""
    line = text[start:end]
    if len(line) > 200 or _PROSE.search(line) or not _GAP.search(line.strip()):
        return []
    return [(start + m.start(), start + m.end(), m[0]) for m in re.finditer(r"[^ \t\u3000\xa0\u2002\u2003]+", line)]


def _tabbed(text: str, lines: list[tuple[int, int]], first: int) -> list[_Row]:
    """The rows, parted by tabs, of the table that begins at line ``first``: 问题⇥原因⇥措施 and what stands below it."""
    head = _between_tabs(text, *lines[first])
    if len(head) < 2 or any(len(cell[2]) > _LONGEST_HEAD or _PROSE.search(cell[2]) for cell in head):
        return []
    block = [head]
    for start, end in lines[first + 1 :]:
        row = _between_tabs(text, start, end)
        if len(row) != len(head):
            break
        block.append(row)
    return block if len(block) > 1 else []


def _between_tabs(text: str, start: int, end: int) -> _Row:
    """What stands between the tabs of a line, without spaces around it; [] if a cell is empty."""
    if "\t" not in text[start:end]:
        return []
    cells = [(start + m.start(), start + m.end(), m[0]) for m in _CELL.finditer(text[start:end])]
    return cells if len(cells) == text[start:end].strip().count("\t") + 1 else []


def _inner_gaps(text: str, cell: tuple[int, int, str]) -> list[tuple[int, int]]:
    return [(cell[0] + m.start(), cell[0] + m.end()) for m in _GAP.finditer(text[cell[0] : cell[1]])]


def _agree(row: _Row, columns: int) -> _Row:
    """The row with single characters joined to words until it has so many cells; [] if it cannot."""
    row = list(row)
    while len(row) > columns:
        for k in range(len(row) - 1):
            if _SINGLE.match(row[k][2][-1:]) and len(row[k][2]) == 1 and len(row[k + 1][2]) == 1:
                row[k : k + 2] = [(row[k][0], row[k + 1][1], row[k][2] + row[k + 1][2])]
                break
        else:
            return []
    return row if len(row) == columns else []


def _block(rows: list[_Row], first: int) -> list[_Row]:
    """The rows of the table that begins at line ``first``, [] if none does."""
    if first + 1 >= len(rows) or not rows[first]:
        return []
    columns = len(rows[first + 1])
    if columns < 3 or not any(_NUMBER.match(cell[2]) for cell in rows[first + 1]):
        return []
    head = _agree(rows[first], columns)
    if not head:
        return []
    block = [head]
    for row in rows[first + 1 :]:
        fitted = _agree(row, columns) if row else []
        if not fitted or not any(_NUMBER.match(cell[2]) for cell in fitted):
            break
        block.append(fitted)
    return block if len(block) > 1 else []


def rows_of(text: str) -> list[list[tuple[int, int]]]:
    """Groups of neighbouring lines with tabs, as spans of lines."""
    groups: list[list[tuple[int, int]]] = []
    at = 0
    open_group = False
    for line in text.split("\n"):
        if "\t" in line:
            if not open_group:
                groups.append([])
            groups[-1].append((at, at + len(line)))
        open_group = "\t" in line
        at += len(line) + 1
    return groups


def tables(text: str, sections: tuple[Section, ...]) -> tuple[Table, ...]:
    """The tables of the clean text, each with the innermost section that holds it."""
    found: list[Table] = []
    for group in rows_of(text):
        rows: list[tuple[Span, ...]] = []
        for start, end in group:
            cells: list[Span] = []
            at = start
            for cell in text[start:end].split("\t"):
                cells.append(Span(at, at + len(cell)))
                at += len(cell) + 1
            rows.append(tuple(cells))
        inner = [s.index for s in sections if s.start <= group[0][0] and group[-1][1] <= s.end]
        found.append(Table(tuple(rows), inner[-1] if inner else None))
    return tuple(found)
