"""Columns of answers as people read them: their names in Chinese and English, and which only programs need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.analysis.wording import ROLE, STATUS, Wording, say

# Column of ``Tabular.table`` → its name for people. A column that stands in neither table is shown under its own name.
COLUMNS: Wording = {
    **STATUS,
    "town": ("乡镇", "town"),
    "practice": ("做法", "practice"),
    "status": ("状态", "status"),
    "year": ("年份", "year"),
    "as_written": ("原文写法", "as written"),
    "sentence": ("原句", "sentence"),
    "section": ("所在标题", "under the heading"),
    "file": ("文件", "file"),
    "towns": ("乡镇数", "towns"),
    "of": ("有报告的乡镇数", "of the towns that reported"),
    "which": ("哪些乡镇", "which towns"),
    "kind": ("种类", "kind"),
    "what": ("内容", "what"),
    "role": ("角色", "role"),
    "lawyers": ("律师数", "lawyers"),
    "villages": ("村（社区）数", "villages"),
    "value": ("数值", "value"),
    "related": ("相关", "related"),
    "name": ("名称", "name"),
    "question": ("问题", "question"),
}
# Identifiers, offsets and flags: in ``to_pandas()`` and CSV, not before people. ``continues`` is told with the status.
FOR_PROGRAMS = frozenset(
    ("practice_id", "id", "discovered", "continues", "confidence", "report", "start", "end"),
)
_KINDS: Wording = {
    "practice": ("做法", "practice"),
    "service": ("法律服务", "legal service"),
    "problem": ("问题", "problem"),
    "plan": ("计划", "plan"),
    "figure": ("数字", "figure"),
    "citation": ("引用的法规文件", "citation"),
}
_VALUES: Mapping[str, Wording] = {"status": STATUS, "role": ROLE, "kind": _KINDS}
_YES: Mapping[str, tuple[str, str]] = {"zh": ("是", "否"), "en": ("yes", "no")}


def for_people(
    columns: Sequence[str], rows: Sequence[Sequence[object]], lang: str
) -> tuple[list[str], list[list[str]]]:
    """Names of columns and cells in ``lang``, "zh" or "en", without what only programs need and without columns that
    are empty in all rows."""
    at = [
        i
        for i, column in enumerate(columns)
        if column not in FOR_PROGRAMS and (not rows or any(row[i] not in (None, "") for row in rows))
    ]
    carried = columns.index("continues") if "continues" in columns else None
    shown = [
        [_cell(columns[i], row[i], carried is not None and row[carried] is True, lang) for i in at] for row in rows
    ]
    return [say(COLUMNS, columns[i], lang) for i in at], shown


def _cell(column: str, value: object, carried: bool, lang: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        yes, no = _YES[lang]
        return yes if value else no
    if isinstance(value, float):
        return f"{value:.4g}"
    text = say(_VALUES[column], str(value), lang) if column in _VALUES else str(value)
    if column == "status" and carried:
        text += "（延续）" if lang == "zh" else " (continues)"
    return text
