"""``kg compare``: a few towns side by side, one column a town."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import terminal
from kg.cli.excerpts import excerpt
from kg.cli.language import lang as language
from kg.cli.language import tr
from kg.cli.options import DEFAULT_STORE, FormatOption, LangOption, SparqlOption, StoreOption, YearOption, opened
from kg.cli.sharing import silence, status_name
from kg.cli.writing import TableFormat, as_csv, as_json

if TYPE_CHECKING:
    from kg.analysis.likeness.comparison import CompareAnswer, Line
    from kg.analysis.likeness.told import Told

_CELL = 3  # things named in one cell of the table
_LABELS = (14, 26)  # columns for the names of things, at least and at most
_COLUMNS = (9, 11)  # for a town: at least, and where there is room (已实施 2024; implemented)
_COUNTED = 12  # characters of what a figure counts
_RARE = ("practice", "problem")  # what is told with the number of towns that have it


def compare(
    towns: Annotated[
        list[str],
        typer.Argument(
            metavar="TOWN TOWN…", help=tr("两到六个乡镇，如 新安镇 万顺镇", "Two to six towns, e.g. 新安镇 万顺镇")
        ),
    ],
    year: YearOption = None,
    form: FormatOption = TableFormat.TABLE,
    sparql: SparqlOption = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = None,
) -> None:
    from kg import analysis
    from kg.analysis.likeness.comparison import LEAST, MOST

    if not LEAST <= len(towns) <= MOST:
        raise typer.BadParameter(tr(f"请写 {LEAST} 到 {MOST} 个乡镇", f"name {LEAST} to {MOST} towns"))
    with opened(store) as graph:
        answer = analysis.compare(graph, towns, year=year, evidence=not sparql and form is not TableFormat.TABLE)
    terminal.understood(answer.understood)
    if sparql:
        terminal.verbatim(analysis.compare_sparql(answer))
    elif form is TableFormat.JSON:
        as_json(answer)
    elif form is TableFormat.CSV:
        as_csv(*answer.table())
    else:
        _print(answer)


def _print(answer: CompareAnswer) -> None:
    from kg.analysis.wording import likeness
    from kg.analysis.wording.words import PART

    terminal.heading(likeness.beside(answer.towns, language()))
    for line in likeness.reported(answer, language()):
        terminal.say(terminal.clean(line))
    for kind in PART:
        if answer.of(kind):
            _part(kind, answer)
    terminal.say()
    for line in likeness.counted(answer, language()):
        terminal.wrapped(line)
    terminal.wrapped(
        tr(
            "各年的全部说法、原句和数字：--format json 或 csv。",
            "All years, sentences and figures: --format json or csv.",
        )
    )
    terminal.wrapped(silence())


def _part(kind: str, answer: CompareAnswer) -> None:
    """What several of the towns have as a grid, then for each town what it alone has."""
    from kg.analysis.wording import likeness

    names, lines, rare = likeness.called(answer.towns), answer.of(kind), kind in _RARE
    single = [years[0] if len(years) == 1 else None for years in answer.years]
    several = [line for line in lines if line.only is None]
    terminal.say()
    terminal.heading(likeness.part(kind, answer, language()))
    if several:
        rows = [
            [_label(line, rare), *(_cell(line, said, year) for said, year in zip(line.told, single, strict=True))]
            for line in several
        ]
        heads = [f"{short} {year}" if year else short for short, year in zip(names, single, strict=True)]
        grid(["", *heads], rows)
    for at, short in enumerate(names):
        own = [line for line in lines if line.only == at]
        if own and lines[0].kind == "figure":
            terminal.say(tr(f"只有{short}：{len(own)} 项指标", f"only {short}: {len(own)} indicators"))
        elif own:
            told = tr("、", ", ").join(_alone(line, line.told[at]) for line in own)
            terminal.wrapped(tr(f"只有{short}：{told}", f"only {short}: {told}"))


def _label(line: Line, rare: bool) -> str:
    unit = tr(f"（{line.unit.label}）", f" ({line.unit.label_en or line.unit.label})") if line.unit else ""
    count = f" {line.towns.number}/{line.towns.of}" if rare and line.towns else ""
    return _what(line) + unit + count


def _what(line: Line) -> str:
    from kg.analysis.wording.likeness import thing

    return thing(line, language())


def _cell(line: Line, said: Sequence[Told], single: int | None) -> str:
    """What one town's reports say now: status and year, headings, values; narrower things with their names. No year where
    it is the ``single`` one that the town reported on."""
    if not said:
        return "–"
    told = [_told(line, one, "" if one.year == single else str(one.year or "")) for one in _now(line, said)]
    told = list(dict.fromkeys(told))
    return tr("；", "; ").join(told[:_CELL]) + ("……" if len(told) > _CELL else "")


def _now(line: Line, said: Sequence[Told]) -> Iterable[Told]:
    from kg.analysis.likeness.told import latest

    if line.kind == "practice":
        return latest(said)
    last = max(one.year or 0 for one in said)
    return [one for one in said if (one.year or 0) == last]


def _told(line: Line, one: Told, year: str) -> str:
    from kg.analysis.wording.words import ROLE, say

    narrower = one.what.label if one.what and line.what and one.what.iri != line.what.iri else ""
    if line.kind == "firm":
        return " ".join(filter(None, (say(ROLE, one.status, language()), year)))
    if line.kind == "figure":
        rough = tr("约", "about ") if one.approximate else ""
        return " ".join(filter(None, (f"{rough}{_value(one.value)}", excerpt(one.text, most=_COUNTED), year)))
    return " ".join(filter(None, (narrower, one.text or status_name(one.status), year)))


def _alone(line: Line, said: Sequence[Told]) -> str:
    """One thing of one town in a running text: its name, and what is not the usual (that it runs)."""
    from kg.model import Status

    first = said[0]
    if line.kind in ("problem", "plan"):
        headings = tr("；", "; ").join(dict.fromkeys(one.text for one in said))
        return tr(f"{_what(line)}（{headings}）", f"{_what(line)} ({headings})")
    if line.kind == "practice" and first.status != Status.IMPLEMENTED.value:
        return _what(line) + tr(f"（{status_name(first.status)}）", f" ({status_name(first.status)})")
    return _what(line)


def _value(value: float | None) -> str:
    return "" if value is None else str(int(value)) if value == int(value) else str(value)


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table whose cells wrap, as wide as the terminal: the first column within bounds, the others alike."""
    cleaned = [[terminal.clean(cell) for cell in row] for row in (columns, *rows)]
    gap, others = 2, len(columns) - 1
    room, least = terminal.columns_shown(), _COLUMNS[0]
    if room - others * (_COLUMNS[1] + gap) >= _LABELS[0]:
        least = _COLUMNS[1]
    longest = max(terminal.width(row[0]) for row in cleaned)
    first = min(longest, max(_LABELS[0], min(_LABELS[1], room - others * (least + gap))))
    widest = max(terminal.width(cell) for row in cleaned for cell in row[1:])
    each = min(max((room - first) // others - gap, least), widest)
    widths = [first, *[each] * others]
    for at, row in enumerate(cleaned):
        cells = [lines_of(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            parts = [cell[number] if number < len(cell) else "" for cell in cells]
            padded = (part + " " * (wide - terminal.width(part)) for part, wide in zip(parts, widths, strict=True))
            print((" " * gap).join(padded).rstrip())
        if not at:
            print("─" * (first + others * (each + gap)))


_PIECE = re.compile(r"[!-~]+ ?|.", re.DOTALL)  # a word in Latin letters, or one character


def lines_of(text: str, most: int) -> list[str]:
    """``text`` in lines of at most ``most`` columns, words in Latin letters whole where a line has room for them."""
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        for part in (piece,) if terminal.width(piece.rstrip()) <= most else piece:
            if line and terminal.width(line + part.rstrip()) > most:
                lines.append(line.rstrip())
                line = ""
            line += part
    return [*lines, line.rstrip()]
