"""Answers in words: the headline with its counts and what they are counted of, and what must be said below a table.

``headline`` and ``notes`` know each type of answer; one that they do not know has no headline, and the warning that
silence is not absence. ``lang`` is "zh" or "en" everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import singledispatch

from kg.analysis.answers import (
    Count,
    FirmDossier,
    Practice,
    PracticeDossier,
    ProblemTypeDossier,
    Scope,
    SharedAnswer,
    TownDossier,
    TownsAnswer,
)
from kg.analysis.wording.words import STATUS, say


def status_name(status: str, lang: str, continues: bool = False) -> str:
    """计划, planned; of what a plan carries on: 已实施（延续）."""
    return say(STATUS, status, lang) + (_pick(lang, "（延续）", " (continues)") if continues else "")


def statuses(by_status: Mapping[str, Count], lang: str) -> str:
    """已实施 3，计划 1"""
    between = _pick(lang, "，", ", ")
    return between.join(f"{status_name(status, lang)} {count.number}" for status, count in by_status.items())


def name(zh: str, en: str, lang: str) -> str:
    """A label as people read it: in English with its translation, where there is one."""
    return zh if lang == "zh" or not en else f"{zh} ({en})"


def scope(of: Scope, lang: str) -> str:
    """“5 个乡镇的 5 份报告，2023–2025 年”; what was asked for, where no report is left."""
    there = of.province + of.county
    inside = f" in {there}" if there else ""
    if not of.reports:
        asked = " ".join(filter(None, (there, f"{of.year} 年" if of.year else "")))
        return _pick(lang, f"{asked}没有报告", f"no report{inside}" + (f" on {of.year}" if of.year else ""))
    years = listed(map(str, of.years), lang) if len(of.years) < 3 else f"{of.years[0]}–{of.years[-1]}"
    if lang == "zh":
        where = f"{there} " if there else ""
        return f"{where}{of.towns} 个乡镇的 {of.reports} 份报告" + (f"，{years} 年" if years else "")
    reports, towns = "report" if of.reports == 1 else "reports", "town" if of.towns == 1 else "towns"
    return f"{of.reports} {reports} of {of.towns} {towns}{inside}" + (f", {years}" if years else "")


def listed(names: Iterable[str], lang: str) -> str:
    """2023、2024; 2023, 2024"""
    return _pick(lang, "、", ", ").join(names)


def overlapping(answer: TownsAnswer, lang: str) -> str:
    """Why the towns of each status are more than the towns together; "" where they are not."""
    if sum(count.number for count in answer.by_status.values()) <= answer.towns.number:
        return ""
    return _pick(lang, "（有的乡镇不止一种状态）", " (some towns have several statuses)")


def silence(lang: str) -> str:
    """What every count of reports must say."""
    return _pick(
        lang,
        "没有写到不等于没有：计数只说明多少个乡镇的报告写到了它。",
        "Silence is not absence: counts say how many towns' reports name a practice, not how many lack it.",
    )


@singledispatch
def headline(answer: object, lang: str) -> str:
    """What was found, in one line, with counts and denominators; "" for a type of answer that has none."""
    return ""


@singledispatch
def notes(answer: object, lang: str) -> tuple[str, ...]:
    """What a reader must know of the counts: what was left out, what counts as well."""
    return (silence(lang),)


@headline.register
def _(answer: TownsAnswer, lang: str) -> str:
    between = _pick(lang, " 或 ", " or ") if answer.joined == "or" else _pick(lang, " 和 ", " and ")
    label = between.join(_label(group, lang) for group in answer.groups)
    told, where = answer.towns, scope(answer.scope, lang)
    which = status_name(answer.status, lang) if answer.status else ""
    if lang == "zh":
        which = f"（{which}）" if which else ""
        return f"{label}{which}：{told.of} 个有报告的乡镇中，{told.number} 个写到（{where}）"
    which = f", {which}" if which else ""
    return f"{label}{which}: named by {told.number} of the {told.of} towns that reported ({where})"


@notes.register
def _(answer: TownsAnswer, lang: str) -> tuple[str, ...]:
    several = statuses(answer.by_status, lang) + overlapping(answer, lang)
    found = [_pick(lang, "各状态的乡镇：", "towns by status: ") + several] * bool(answer.by_status)
    if answer.understood:
        found.append(_pick(lang, f"按“{answer.understood}”理解。", f"Understood as “{answer.understood}”."))
    if answer.left_out:
        found.append(
            _pick(
                lang,
                f"另有 {answer.left_out} 个乡镇未列出（limit=None 全部列出）。",
                f"{answer.left_out} more towns are not listed (limit=None lists all).",
            )
        )
    if answer.family:
        found.append(
            _pick(
                lang,
                f"已计入 {len(answer.family)} 项下属做法（exact=True 则不计）。",
                f"{len(answer.family)} narrower practices count as well (exact=True leaves them out).",
            )
        )
    return (*found, silence(lang))


@headline.register
def _(answer: SharedAnswer, lang: str) -> str:
    many, where = len(answer.practices) + answer.left_out, scope(answer.scope, lang)
    which = status_name(answer.status, lang) if answer.status else ""
    if lang == "zh":
        which = f"（{which}）" if which else ""
        return f"至少 {answer.least} 个乡镇写到的做法{which}：{many} 项（{where}）"
    which = f", {which}" if which else ""
    return f"practices that at least {answer.least} towns name{which}: {many} ({where})"


@notes.register
def _(answer: SharedAnswer, lang: str) -> tuple[str, ...]:
    found = []
    if answer.left_out:
        found.append(
            _pick(
                lang,
                f"另有 {answer.left_out} 项未列出（limit=None 全部列出）。",
                f"{answer.left_out} more practices are not listed (limit=None lists all).",
            )
        )
    if answer.families:
        found.append(
            _pick(lang, "下属做法已计入上位做法。", "Narrower practices count for their broader ones (families).")
        )
    return (*found, silence(lang))


@headline.register
def _(answer: TownDossier, lang: str) -> str:
    years = sorted({report.year for report in answer.reports if report.year is not None and not report.replaced})
    many = len({use.practice.iri for use in answer.uses})
    told = listed(map(str, years), lang) if len(years) < 3 else f"{years[0]}–{years[-1]}"
    problems, plans, figures = len(answer.problems), len(answer.plans), len(answer.figures)
    if lang == "zh":
        about = f"做法 {many} 项、问题 {problems} 个、计划 {plans} 项、数字 {figures} 个"
        return f"{answer.town.full_name}（{told} 年的报告）：{about}"
    about = f"{many} practices, {problems} problems, {plans} plans, {figures} figures"
    return f"{answer.town.full_name} (reports on {told}): {about}"


@headline.register
def _(answer: PracticeDossier, lang: str) -> str:
    return headline(answer.answer, lang)


@headline.register
def _(answer: FirmDossier, lang: str) -> str:
    told, where = answer.towns, scope(answer.scope, lang)
    if lang == "zh":
        return f"{answer.firm.label}：{told.of} 个有报告的乡镇中，{told.number} 个写到（{where}）"
    return f"{answer.firm.label}: named by {told.number} of the {told.of} towns that reported ({where})"


@headline.register
def _(answer: ProblemTypeDossier, lang: str) -> str:
    told, where = answer.towns, scope(answer.scope, lang)
    if lang == "zh":
        return f"{answer.topic.label}：{told.of} 个有报告的乡镇中，{told.number} 个自述有这类问题（{where}）"
    label = name(answer.topic.label, answer.topic.label_en, lang)
    return f"{label}: {told.number} of the {told.of} towns that reported name such a problem ({where})"


@notes.register(TownDossier)
@notes.register(PracticeDossier)
@notes.register(FirmDossier)
@notes.register(ProblemTypeDossier)
def _(answer: TownDossier | PracticeDossier | FirmDossier | ProblemTypeDossier, lang: str) -> tuple[str, ...]:
    whole = answer.understood
    said = (_pick(lang, f"按“{whole}”理解。", f"Understood as “{whole}”."),) if whole else ()
    if isinstance(answer, PracticeDossier):
        return (*said, *(line for line in notes(answer.answer, lang)))
    return (*said, silence(lang))


def _label(group: tuple[Practice, ...], lang: str) -> str:
    return name(group[0].label, group[0].label_en, lang)


def _pick(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en
