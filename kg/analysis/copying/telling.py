"""Answers about copied text in words: headlines with their counts, and what must be said below."""

from __future__ import annotations

from kg.analysis.copying.answers import CopiedReport, CopiedReportsAnswer, CopiedTownAnswer, SharedTextAnswer
from kg.analysis.wording.telling import headline, notes, scope

_SAME = (
    "文字相同不等于抄袭：多是沿用本镇去年的报告，或按县里的模板填写；套话、数字、日期和地名不计。",
    "Same text says nothing about who wrote it: mostly it is last year's report or a county's template. Formulas, figures, "
    "dates and place names do not count.",
)
_UNKNOWN = (
    "只与图谱里更早的报告相比：没有标出的，也可能见于图谱没有的报告。",
    "Compared with earlier reports of this graph alone: what is not marked may stand in reports that it lacks.",
)


def percent(share: float) -> str:
    """0.3333 → 33%; what is more than nothing is never 0%."""
    return "<1%" if 0 < share < 0.01 else f"{share:.0%}"


def of_report(one: CopiedReport, lang: str) -> str:
    """“2024 年：4,120 字中 1,980 字（48%）见于更早的报告：本镇往年 1,500，其他乡镇 480”"""
    zh = lang == "zh"
    year = ("年份不明" if zh else "year unknown") if one.year is None else str(one.year)
    if not one.copied:
        return f"{year} 年：没有见于更早报告的段落" if zh else f"{year}: nothing stands in an earlier report"
    if zh:
        told = f"{year} 年：{one.characters} 字中 {one.copied} 字（{percent(one.share)}）见于更早的报告"
        parts = [("本镇往年", one.own), ("其他乡镇", one.elsewhere)]
        return told + "：" + "，".join(f"{name} {number} 字" for name, number in parts if number)
    told = f"{year}: {one.copied} of {one.characters} characters ({percent(one.share)}) stand in an earlier report"
    parts = [("of the town itself", one.own), ("of other towns", one.elsewhere)]
    return told + ": " + ", ".join(f"{number} {name}" for name, number in parts if number)


@headline.register
def _(answer: CopiedTownAnswer, lang: str) -> str:
    some, many = sum(bool(one.copied) for one in answer.reports), len(answer.reports)
    name = answer.town.full_name
    if lang == "zh":
        return f"{name}：{many} 份报告中，{some} 份有段落见于更早的报告"
    return f"{name}: passages of {some} of its {many} reports stand in an earlier one"


@notes.register
def _(answer: CopiedTownAnswer, lang: str) -> tuple[str, ...]:
    found = [of_report(one, lang) for one in answer.reports]
    return (*found, *_always(lang))


@headline.register
def _(answer: CopiedReportsAnswer, lang: str) -> str:
    told, where = answer.copied, scope(answer.scope, lang)
    if lang == "zh":
        return (
            f"{told.of} 份报告中，{told.number} 份有段落见于更早的报告：{answer.own.number} 份同本镇往年，"
            f"{answer.elsewhere.number} 份同其他乡镇（{where}）"
        )
    return (
        f"passages of {told.number} of {told.of} reports stand in an earlier one: {answer.own.number} of the same town, "
        f"{answer.elsewhere.number} of another ({where})"
    )


@notes.register
def _(answer: CopiedReportsAnswer, lang: str) -> tuple[str, ...]:
    return (*_more(answer.left_out, lang), *_always(lang))


@headline.register
def _(answer: SharedTextAnswer, lang: str) -> str:
    told, where = answer.towns, scope(answer.scope, lang)
    many = len(answer.pairs) + answer.left_out
    if lang == "zh":
        return f"与其他乡镇有相同段落的乡镇：{told.number} 个，在 {told.of} 个有报告的乡镇中；{many} 对（{where}）"
    return f"towns that share text with another: {told.number}, where {told.of} reported; {many} pairs ({where})"


@notes.register
def _(answer: SharedTextAnswer, lang: str) -> tuple[str, ...]:
    return (*_more(answer.left_out, lang), *_always(lang))


def _more(left_out: int, lang: str) -> tuple[str, ...]:
    if not left_out:
        return ()
    return (f"另有 {left_out} 项未列出。" if lang == "zh" else f"{left_out} more are not listed.",)


def _always(lang: str) -> tuple[str, ...]:
    return tuple(pair[0] if lang == "zh" else pair[1] for pair in (_SAME, _UNKNOWN))
