"""The answer of a tool as text: a headline, numbered rows with their sentences in quotation marks, the reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.analysis.wording.columns import COLUMNS, for_people
from kg.analysis.wording.words import Wording, say
from kg.assistants.quoting import CAUTION, plain, quoted

if TYPE_CHECKING:
    from kg.analysis.reading.sources import Source
    from kg.assistants.told import Told

_PARTICULARS: Wording = {
    "town": ("乡镇", "town"),
    "reports": ("报告", "reports"),
    "practice": ("做法", "practice"),
    "firm": ("律所", "firm"),
    "type": ("问题类型", "type of problems"),
    "english": ("英文", "English"),
    "definition": ("定义", "definition in Chinese"),
    "definition_en": ("英文定义", "definition"),
    "also_written": ("也写作", "also written"),
    "kind_of": ("属于", "a kind of"),
    "kinds": ("下属", "kinds"),
    "perhaps_the_same": ("可能是同一家", "perhaps the same"),
    "towns_by_status": ("各状态的乡镇", "towns by status"),
    "towns_by_year": ("各年的乡镇", "towns by year"),
    "causes_by_towns": ("原因（乡镇数）", "causes by towns"),
    "practices_in_plans_by_towns": ("计划里的做法（乡镇数）", "practices in plans by towns"),
    "towns_with_both_reports": ("两年都有报告的乡镇", "towns with both reports"),
    "held": ("收有", "held"),
    "reports_by_year": ("各年的报告", "reports by year"),
    "provinces_without_a_report": ("没有报告的省份", "provinces without a report"),
    "types_of_problems_by_towns": ("问题类型（乡镇数）", "types of problems by towns"),
    "newest_reports": ("最新的报告", "newest reports"),
}
_BARE = frozenset(  # told without the name of the column
    ("town", "year", "status", "kind", "practice", "what", "firm", "thing", "problem", "heading", "province", "peer")
)
_QUOTED = ("sentence", "found")
_NOT_READ = frozenset(("also", "sentences", "section", "found_report", "found_start", "found_end", "as_written"))


def text(told: Told, lang: str) -> str:
    """Headline, rows, notes and sources of an answer in Markdown."""
    lines = [f"**{plain(told.headline, 600)}**", ""]
    lines += particulars(told.about, lang)
    if any(name in row for row in told.rows for name in _QUOTED):
        lines += [CAUTION[lang], ""]
    lines += (line(row, number, lang) for number, row in enumerate(told.rows, told.first + 1))
    lines += ["", told.more] if told.more else []
    lines += ["", *(f"- {plain(note, 600)}" for note in told.notes)] if told.notes else []
    if told.sources:
        lines += ["", "报告：" if lang == "zh" else "Reports:", *map(source_line, told.sources)]
    return "\n".join(lines)


def line(row: Mapping[str, Any], number: int, lang: str) -> str:
    """One row: town, year, status, what it is, further values by name, the sentence, where it stands."""
    shown = {name: cell for name, cell in row.items() if name not in _NOT_READ and name not in _QUOTED}
    parts = [plain(row["town"])] if "town" in row else []
    for name in shown:
        if name in ("town", "of") or name.endswith("_of"):
            continue
        columns = (name, *_beside(name, row))
        names, cells = for_people(columns, [tuple(row[column] for column in columns)], lang)
        if not names or not cells[0][0]:
            continue
        parts.append(plain(cells[0][0]) if name in _BARE else f"{names[0]}: {plain(cells[0][0])}")
    told = f"{number}. " + " · ".join(parts)
    if "sentence" in row:
        told += f" — {quoted(row['sentence'])}{_where(row, '', lang)}"
    if "found" in row:
        told += f" — {say(COLUMNS, 'found', lang)}: {quoted(row['found'])}{_where(row, 'found_', lang)}"
    if "also" in row:
        told += " " + " ".join(
            f"+ {quoted(one['sentence'])}{_where(one, '', lang)}" for one in row["also"] if "sentence" in one
        )
    return told


def source_line(source: Source) -> str:
    """A report: id, title, town and year, where it was published."""
    about = ", ".join(filter(None, (plain(source.town), str(source.year or ""), plain(source.web))))
    return f"- {source.report}: {quoted(source.title, 120)} ({about})"


def particulars(about: Mapping[str, Any], lang: str) -> list[str]:
    """Definition, spellings and the like, a line each."""
    told = []
    for name, value in about.items():
        if isinstance(value, Mapping):
            value = ", ".join(f"{say(_PARTICULARS, key, lang)}: {one}" for key, one in value.items())
        elif isinstance(value, (list, tuple)):
            value = "; ".join(_in_short(one) for one in value)
        if value not in ("", None):
            told.append(f"- {plain(say(_PARTICULARS, name, lang))}: {plain(value, 900)}")
    return [*told, ""] if told else []


def _in_short(one: object) -> str:
    return ", ".join(str(value) for value in one.values()) if isinstance(one, Mapping) else str(one)


def _beside(name: str, row: Mapping[str, Any]) -> Iterable[str]:
    """What a count is of, or that a status is carried on: told in the same breath."""
    if name == "status":
        return tuple(other for other in ("continues",) if other in row)
    return tuple(other for other in (f"{name}_of", "of" if name in ("towns", "cases") else "") if other in row)


def _where(row: Mapping[str, Any], lead: str, lang: str) -> str:
    if f"{lead}report" not in row:
        return ""
    report = "报告" if lang == "zh" else "report"
    return f" [{report} {row[f'{lead}report']}, {row.get(f'{lead}start')}–{row.get(f'{lead}end')}]"
