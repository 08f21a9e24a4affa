"""Columns of answers as people read them: their names in Chinese and English, and which only programs need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.analysis.wording.words import KIND, ROLE, STATUS, Wording, say

# Column of ``Tabular.table`` → its name for people. A column that stands in neither table is shown under its own name.
COLUMNS: Wording = {
    **STATUS,
    **ROLE,
    "listed_towns": ("名录上的乡镇数", "towns on the official list"),
    "other_towns": ("名录外的乡镇数", "towns not on it"),
    "town": ("乡镇", "town"),
    "practice": ("做法", "practice"),
    "status": ("状态", "status"),
    "year": ("年份", "year"),
    "as_written": ("原文写法", "as written"),
    "sentence": ("原句", "sentence"),
    "section": ("所在标题", "under the heading"),
    "file": ("文件", "file"),
    "towns": ("乡镇数", "towns"),
    "which": ("哪些乡镇", "which towns"),
    "kind": ("种类", "kind"),
    "number": ("序号", "no."),
    "target_year": ("目标年份", "due in"),
    "topics": ("类型", "types"),
    "description": ("说明", "description"),
    "what": ("内容", "what"),
    "role": ("角色", "role"),
    "lawyers": ("律师数", "lawyers"),
    "villages": ("村（社区）数", "villages"),
    "value": ("数值", "value"),
    "related": ("相关", "related"),
    "name": ("名称", "name"),
    "question": ("问题", "question"),
    "text": ("原文", "text"),
    "source": ("来源", "source"),
    "sources": ("来源", "sources"),
    "source_year": ("来源年份", "year of the source"),
    "source_text": ("来源原文", "text of the source"),
    "similarity": ("相似度", "similarity"),
    "others": ("另见报告数", "other reports with it"),
    "share": ("雷同占比", "share copied"),
    "copied": ("雷同字数", "characters copied"),
    "characters": ("字数", "characters"),
    "own": ("同本镇往年", "as in own earlier reports"),
    "elsewhere": ("同其他乡镇", "as in other towns"),
    "other": ("另一乡镇", "the other town"),
    "passages": ("段数", "passages"),
    "reports": ("报告数", "reports"),
    "rank": ("名次", "rank"),
    "score": ("相似度", "likeness"),
    "thing": ("共有的", "in common"),
    "here": ("这里", "here"),
    "status_here": ("这里的状态", "status here"),
    "year_here": ("这里的年份", "year here"),
    "there": ("那里", "there"),
    "status_there": ("那里的状态", "status there"),
    "year_there": ("那里的年份", "year there"),
    "ahead": ("谁在前", "who is ahead"),
    "problem": ("问题", "problem"),
    "level": ("同类或上级类型", "same or broader type"),
    "types": ("类型", "types"),
    "cases": ("案例", "cases"),
    "usual": ("通常", "usual"),
    "lift": ("倍数", "lift"),
    "running": ("已在推行", "running"),
    "no_longer": ("不再写到", "no longer told"),
    "peer": ("同类乡镇", "peer"),
    "peer_year": ("其报告年份", "its report on"),
    "peer_problem": ("其问题", "its problem"),
    "peer_plan": ("其计划", "its plan"),
    "peer_status": ("其状态", "its status"),
    "common": ("其中几镇有", "of the compared"),
    "named": ("写作", "named as"),
    "unit": ("单位", "unit"),
    "province": ("省份", "province"),
    "prefecture": ("市（州）", "prefecture"),
    "county": ("县（市、区）", "county"),
    "place": ("地方", "place"),
    "severity": ("级别", "severity"),
    "finding": ("发现", "finding"),
    "sentences": ("原句", "sentences"),
    "title": ("标题", "title"),
    "issued": ("公开日期", "published"),
    "signed": ("落款日期", "signed"),
    "reporting": ("有报告的乡镇", "reporting"),
    "new": ("首次写到", "new"),
    "at_risk": ("可能首次的", "could be new"),
    "already": ("一开始就有", "from the start"),
    "silent": ("这次没写到", "silent"),
    "known": ("以前写到过的", "known before"),
    "ever": ("至今写到过", "ever"),
    "with_implemented": ("写已实施的", "implemented"),
    "with_piloting": ("写试点的", "piloting"),
    "with_inProgress": ("写推进的", "in progress"),
    "with_planned": ("写计划的", "planned"),
    "practice_a": ("做法甲", "practice A"),
    "practice_b": ("做法乙", "practice B"),
    "towns_a": ("有甲的乡镇", "towns with A"),
    "towns_b": ("有乙的乡镇", "towns with B"),
    "both": ("两者都有", "both"),
    "expected": ("偶然预期", "by chance"),
    "same_sentence": ("同句的报告", "in one sentence"),
    "next_year": ("下一份报告年份", "next report on"),
    "heading": ("标题", "heading"),
    "verdict": ("结果", "what became of it"),
    "practices": ("做法", "practices"),
    "again": ("再次写作", "told again as"),
    "found": ("下一份报告的原句", "sentence of the next report"),
    "plans": ("计划", "plans"),
    "done": ("已做", "done"),
    "carried_on": ("其中延续", "of it carried on"),
    "under_way": ("推进中", "under way"),
    "planned_again": ("再次计划", "planned again"),
    "not_mentioned_again": ("未再提到", "not mentioned again"),
    "problems": ("问题", "problems"),
    "persists": ("仍写到", "persists"),
    "not_told_again": ("不再写到", "not told again"),
    "new_problems": ("新写到的问题", "new problems"),
    "label": ("名称", "name"),
    "count": ("项数", "count"),
    "community": ("社群", "community"),
    "degree": ("联系数", "ties"),
    "strength": ("联系强度", "strength"),
    "betweenness": ("中介度", "betweenness"),
    "firm": ("律所", "firm"),
    "office": ("法律服务所", "legal service office"),
    "counties": ("县数", "counties"),
    "provinces": ("省数", "provinces"),
    "alone": ("独自连接的县对", "pairs of counties it alone joins"),
    "peer_no_longer": ("其后不再写到", "no longer told there"),
}
# Identifiers (and every column that ends in ``_id``), offsets and flags: in ``to_pandas()`` and CSV, not before people. ``continues`` is told with the status.
FOR_PROGRAMS = frozenset(
    (
        *("id", "iri", "discovered", "continues", "confidence", "report", "start", "end"),
        *("shared_bits", "all_bits", "bits", "approximate", "check", "group"),
        *("basis", "ran_before", "found_file", "lat", "long", "phi", "p", "q", "expected_in_province"),
        *("few", "clear", "lift_least", "chance", "weak"),
        *("source_file", "source_report", "source_start", "source_end"),
    )
)
_KINDS: Wording = {
    "practice": ("做法", "practice"),
    "service": ("法律服务", "legal service"),
    "problem": ("问题", "problem"),
    "plan": ("计划", "plan"),
    "figure": ("数字", "figure"),
    "citation": ("引用的法规文件", "citation"),
    "runs there": ("同类乡镇多在推行", "runs more often there"),
}
_VALUES: Mapping[str, Wording] = {
    **dict.fromkeys(("status", "status_here", "status_there", "peer_status"), STATUS),
    "role": ROLE,
    "kind": {**KIND, **_KINDS},
    "severity": {"error": ("错误", "error"), "warning": ("警告", "warning"), "note": ("提示", "note")},
    "verdict": {
        "done": ("已做", "done"),
        "under way": ("推进中", "under way"),
        "planned again": ("再次计划", "planned again"),
        "not mentioned again": ("未再提到", "not mentioned again"),
        "persists": ("仍写到", "persists"),
        "not told again": ("不再写到", "not told again"),
        "cannot tell": ("无从判断", "cannot tell"),
        "new": ("新写到", "new"),
        **STATUS,
    },
    "level": {"same": ("同类", "same type"), "broader": ("上级类型", "broader type")},
    "ahead": {"here": ("这里", "here"), "there": ("那里", "there")},
}
_YES: Mapping[str, tuple[str, str]] = {"zh": ("是", "否"), "en": ("yes", "no")}


def for_people(
    columns: Sequence[str], rows: Sequence[Sequence[object]], lang: str
) -> tuple[list[str], list[list[str]]]:
    """Names of columns and cells in ``lang``, "zh" or "en", without what only programs need and without columns that
    are empty in all rows. A count stands with what it is of: 3/5."""
    of = _denominators(columns)
    at = [
        i
        for i, column in enumerate(columns)
        if _is_for_people(column, columns, lang)
        and i not in of.values()
        and (not rows or any(row[i] not in (None, "") for row in rows))
    ]
    carried = columns.index("continues") if "continues" in columns else None
    shown = []
    for row in rows:
        cells = [_cell(columns[i], row[i], carried is not None and row[carried] is True, lang) for i in at]
        for place, i in enumerate(at):
            if _NOT_WHERE.get(columns[i]) in columns and row[columns.index(_NOT_WHERE[columns[i]])]:
                cells[place] = "–"
            if i in of and row[of[i]] is not None:
                cells[place] = f"{row[i]}/{row[of[i]]}" if row[of[i]] else "–"
        shown.append(cells)
    total = "/总数" if lang == "zh" else "/of"
    names = [columns[i].removesuffix("_en") if lang == "en" else columns[i] for i in at]
    return [say(COLUMNS, name, lang) + (total if i in of else "") for i, name in zip(at, names, strict=True)], shown


def _is_for_people(column: str, columns: Sequence[str], lang: str) -> bool:
    """Of a column in Chinese and its translation (``finding``, ``finding_en``) the one that the reader reads."""
    if column in FOR_PROGRAMS or column.endswith("_id"):
        return False
    if column.endswith("_en") and column.removesuffix("_en") in columns:
        return lang == "en"
    return not (lang == "en" and f"{column}_en" in columns)


def column_value(column: str, value: str, lang: str) -> str:
    """A value of a column as people call it: verdict "done" → 已做."""
    return say(_VALUES[column], value, lang)


# Count → what it is of, where the name of the column does not say so. (A table that has both shows 9/22.)
_OF: Mapping[str, str] = {
    "running": "reporting",
    "planned": "reporting",
    "new": "at_risk",
    "silent": "known",
    "ever": "ever_reported",
    "same_sentence": "looked_at",
}
# A number that says nothing where its row is flagged: how many times as often as usual, of a single town.
_NOT_WHERE: Mapping[str, str] = {"lift": "few"}


def _denominators(columns: Sequence[str]) -> dict[int, int]:
    """Column of a count → column of what it is of: ``x_of`` of ``x``, ``of`` of the column before it, and ``_OF``."""
    of = {columns.index(name.removesuffix("_of")): i for i, name in enumerate(columns) if _is_of(name, columns)}
    if "of" in columns[1:]:
        of[columns.index("of") - 1] = columns.index("of")
    of |= {columns.index(name): columns.index(_OF[name]) for name in _OF if {name, _OF[name]} <= {*columns}}
    return of


def _is_of(name: str, columns: Sequence[str]) -> bool:
    return name.endswith("_of") and name.removesuffix("_of") in columns


def _cell(column: str, value: object, carried: bool, lang: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        yes, no = _YES[lang]
        return yes if value else no
    if isinstance(value, float):
        return f"{value:.4g}"
    text = str(value)
    if column in _VALUES:
        text = "、".join(say(_VALUES[column], part, lang) for part in text.split("、"))
    if column == "status" and carried:
        text += "（延续）" if lang == "zh" else " (continues)"
    return text
