"""What a tool tells: headline, rows with their sentences, sources, and what was left out; bounded, and whole by pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from kg.analysis.answers import Evidence
from kg.analysis.asking import Asks
from kg.analysis.dossiers.paging import Part
from kg.analysis.following.answers import FollowAnswer
from kg.analysis.reading.sources import Source, sources
from kg.analysis.tabular import Tabular
from kg.analysis.wording.in_words import headline, notes
from kg.assistants.quoting import cut
from kg.assistants.reading_aloud import line, particulars, source_line
from kg.errors import KgError

MOST = 40
"""Rows that one call tells; fewer where they are long."""
_BYTES, _TEXT_BYTES = 30_000, 20_000  # of rows and sources, as data and as text
_CELL, _CELLS = (
    400,
    {"sentence": 1200, "found": 1200, "which": 120},
)  # characters; a passage is read whole by ``evidence``
_ALSO = 3  # further sentences of a statement
_SILENT = ("discovered", "continues", "approximate", "office", "ran_before", "few", "weak")  # not told where false
_OPTION = re.compile(r"（[^（）]*=[^（）]*）| \([^()]*=[^()]*\)")  # of the Python interface, such as (exact=True …)
_PLACE = ("sentence", "section", "report", "start", "end")
STATUSES = {
    "implemented": "runs 已实施",
    "piloting": "is being tried 试点中",
    "inProgress": "is on its way 推进中",
    "planned": "is only planned, does not run 计划",
}
Row = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """``rows``: facts; ``sentence`` is a quotation from the report ``report`` (characters ``start`` to ``end``), ``also``
    further sentences that say the same fact. ``total``: rows that there are; ``more``: how to get the others, empty where
    these are the last. ``about``: definition and other particulars of what was asked for. ``sources``: the reports
    quoted. ``statuses``: what the statuses mean."""

    headline: str
    rows: list[Row]
    total: int
    first: int = 0
    more: str = ""
    notes: list[str] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)


def told(store: Asks, answer: Tabular, lang: str, first: int, about: dict[str, Any] | None = None) -> Told:
    """Rows from number ``first`` on of an answer of ``kg.analysis`` that is whole."""
    columns, rows = answer.table()
    places = _places(answer) if isinstance(answer, FollowAnswer) else {}
    page = (_row(columns, row, places) for row in rows[first : first + MOST])
    return _page(store, answer, page, len(rows), lang, first, about)


def told_part(store: Asks, part: Part, lang: str, first: int, about: dict[str, Any] | None = None) -> Told:
    """The statements of a part that begins with number ``first``."""
    page = (_merged(one) for one in part.statements)
    return _page(store, part.answer, page, part.total, lang, first, about)


def _page(
    store: Asks, answer: Tabular, page: Iterator[Row], total: int, lang: str, first: int, about: dict[str, Any] | None
) -> Told:
    if first and first >= total:
        raise KgError(
            f"there are {total} rows: first may be 0 to {max(total - 1, 0)}",
            f"一共 {total} 行：first 可以是 0 到 {max(total - 1, 0)}",
        )
    every = list(page)
    known = {one.report: _short(one) for one in sources(store, {report for row in every for report in _reports(row)})}
    rows: list[Row] = []
    quoted: dict[str, Source] = {}
    size, text_size = _bytes(about or {}), len("".join(particulars(about or {}, lang)).encode())
    for number, row in enumerate(every, first + 1):
        new = {one: known[one] for one in _reports(row) if one in known and one not in quoted}
        size += _bytes(row) + sum(_bytes(asdict(one)) for one in new.values())
        text_size += len(line(row, number, lang).encode()) + sum(len(source_line(one).encode()) for one in new.values())
        if rows and (size > _BYTES or text_size > _TEXT_BYTES):
            break
        rows.append(row)
        quoted |= new
    end = first + len(rows)
    return Told(
        cut(headline(answer, lang), 600),
        rows,
        total,
        first,
        _more(end, total, lang),
        [cut(_OPTION.sub("", note), 600) for note in notes(answer, lang)],
        about or {},
        [quoted[report] for report in sorted(quoted)],
        {key: said for key, said in STATUSES.items() if any(_has_status(row, key) for row in rows)},
    )


def _more(end: int, total: int, lang: str) -> str:
    if end >= total:
        return ""
    left = total - end
    return (
        f"还有 {left} 行：再调用一次，first={end}" if lang == "zh" else f"{left} more rows: call again with first={end}"
    )


def _merged(statement: Tabular) -> Row:
    """The rows of one statement, one for each of its sentences, as one."""
    columns, rows = statement.table()
    first, *others = (_row(columns, row, {}) for row in rows)
    if others:
        first["also"] = [{name: row[name] for name in _PLACE if name in row} for row in others[:_ALSO]]
        if len(others) > _ALSO:
            first["sentences"] = len(rows)
    return first


def _row(columns: Sequence[str], row: Sequence[object], places: dict[tuple[str, str], Evidence]) -> Row:
    """A row without what is empty; of files the reports, by whose ids ``evidence`` asks."""
    made = {
        name: cell if isinstance(cell, (bool, int, float)) else cut(str(cell), _CELLS.get(name, _CELL))
        for name, cell in zip(columns, row, strict=True)
        if cell is not None and cell != "" and not (cell is False and name in _SILENT)
    }
    whole = dict(zip(columns, row, strict=True))
    for sentence, lead in (("sentence", ""), ("found", "found_")):
        proof = places.get((str(whole.get(sentence)), str(whole.get(f"{lead}file"))))
        if proof is not None:
            made |= {f"{lead}report": proof.report, f"{lead}start": proof.start, f"{lead}end": proof.end}
        made.pop(f"{lead}file", None)
    return made


def _places(answer: FollowAnswer) -> dict[tuple[str, str], Evidence]:
    """Where the sentences of an answer stand, by themselves and the file and place that its table tells."""
    found: list[Evidence] = []
    for step in answer.steps:
        for plan in step.plans:
            found += (*plan.plan.evidence, *plan.found)
        for problem in step.problems:
            found += (*problem.problem.evidence, *(problem.again.evidence if problem.again else ()))
        found += (proof for new in step.new for proof in new.evidence)
    return {(one.sentence, f"{one.file}:{one.start}–{one.end}"): one for one in found}


def _reports(row: Row) -> list[str]:
    also = [one.get("report") for one in row.get("also", ())]
    return [str(one) for one in dict.fromkeys((row.get("report"), row.get("found_report"), *also)) if one]


def _has_status(row: Row, status: str) -> bool:
    return any(status == cell for name, cell in row.items() if "status" in name or name == "verdict")


def _short(source: Source) -> Source:
    return replace(
        source,
        title=cut(source.title, 120),
        town=cut(source.town, 120),
        file=cut(source.file, 120),
        web=cut(source.web, 300),
    )


def _bytes(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
