"""An audit in words: its headline with the counts, and what must be said below."""

from __future__ import annotations

from kg.analysis.auditing.answers import AuditAnswer, severity_name
from kg.analysis.auditing.checks import CHECKS, RULES_SINCE
from kg.analysis.wording.telling import headline, notes, scope

__all__ = ["CAUTION", "counts", "headline"]

_TITLES = 6  # of checks named in a line
CAUTION = (
    "“没有找到”只是软件没有找到，请对照原文；图谱里没有的报告也可能只是没有收集。",
    "“Not found” means not found by the software: see the report itself. A report that is not in the graph may only not "
    "have been collected.",
)


def counts(answer: AuditAnswer, lang: str) -> str:
    """错误 2，警告 11，提示 72；76 份报告中 63 份没有错误和警告"""
    clean = answer.clean
    told = ("，" if lang == "zh" else ", ").join(f"{severity_name(s, lang)} {n}" for s, n in answer.by_severity.items())
    only = _only(answer, lang)
    if lang == "zh":
        return f"{told}；{clean.of} 份报告中 {clean.number} 份没有错误和警告{only}"
    return f"{told}; {clean.number} of {clean.of} reports without error or warning{only}"


def _only(answer: AuditAnswer, lang: str) -> str:
    """Nobody takes a report for faultless because it was looked at for one thing."""
    if not answer.asked:
        return ""
    titles = [CHECKS[check].title[lang != "zh"] for check in answer.asked]
    more = len(titles) > _TITLES
    if lang == "zh":
        return f"（只查：{'、'.join(titles[:_TITLES])}{f'等 {len(titles)} 项' if more else ''}）"
    return f" (checked only for: {', '.join(titles[:_TITLES])}{f' … {len(titles)} checks' if more else ''})"


@headline.register
def _(answer: AuditAnswer, lang: str) -> str:
    where = scope(answer.scope, lang)
    return f"年度报告审查：{where}" if lang == "zh" else f"audit of annual reports: {where}"


@notes.register
def _(answer: AuditAnswer, lang: str) -> tuple[str, ...]:
    zh = lang == "zh"
    told = [counts(answer, lang)]
    if answer.left_out:
        more = answer.left_out
        told.append(f"另有 {more} 条未列出。" if zh else f"{more} more findings are not listed.")
    return (*told, *before_the_rule(answer, lang), CAUTION[0 if zh else 1])


def before_the_rule(answer: AuditAnswer, lang: str) -> tuple[str, ...]:
    """Why a check that is an error counts some reports that have none."""
    if all(year >= RULES_SINCE for year in answer.scope.years):
        return ()
    return (
        f"规定自 {RULES_SINCE} 年起施行：报告更早的年份，所缺内容和公开时间只作提示，不计为错误或警告。"
        if lang == "zh"
        else f"The rule is in force since {RULES_SINCE}: what reports on earlier years lack, or their dates, is noted only.",
    )
