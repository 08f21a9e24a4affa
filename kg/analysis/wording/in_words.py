"""The answers of the larger analyses in words, as ``kg.analysis.wording.telling`` does for towns and shared practices."""

from __future__ import annotations

from kg.analysis.advice.answers import FEW, AdviceAnswer
from kg.analysis.following.answers import FollowAnswer, FollowSummary
from kg.analysis.following.matching import DONE, PERSISTS
from kg.analysis.likeness.comparison import CompareAnswer
from kg.analysis.likeness.similarity import SimilarAnswer
from kg.analysis.wording.spread import headline, notes  # of how practices spread and what goes together
from kg.analysis.wording.telling import scope, silence

__all__ = ["headline", "notes"]


@headline.register
def _(answer: SimilarAnswer, lang: str) -> str:
    zh = lang == "zh"
    what = {
        "practices": "做法" if zh else "practices",
        "problems": "问题类型" if zh else "problem types",
    }.get(answer.by, "做法和问题类型" if zh else "practices and problem types")
    many, where = len(answer.alike), scope(answer.scope, lang)
    if zh:
        return f"与{answer.town.full_name}最相似的乡镇：按{what}，{many} 个（{where}）"
    return f"towns most like {answer.town.full_name} by {what}: {many} ({where})"


@notes.register
def _(answer: SimilarAnswer, lang: str) -> tuple[str, ...]:
    told = answer.sharing
    if lang == "zh":
        return (
            f"其他 {told.of} 个乡镇中，{told.number} 个与它有并非人人都有的共同点。",
            "相似度 0–1：两镇共有的占合有的多少，越少见的分量越重，所有乡镇都有的不计。",
            silence(lang),
        )
    return (
        f"{told.number} of the {told.of} other towns have something in common with it that not every town has.",
        "Likeness 0–1: what both have as a share of what either has; the rarer the weightier, what every town has counts "
        "for nothing.",
        silence(lang),
    )


@headline.register
def _(answer: CompareAnswer, lang: str) -> str:
    lines = answer.of("practice")
    every = sum(line.having == len(answer.towns) for line in lines)
    alone = sum(line.having == 1 for line in lines)
    if lang == "zh":
        names = " 与 ".join(town.full_name for town in answer.towns)
        return f"{names}：做法 {len(lines)} 项，共有 {every} 项，只有一镇写到 {alone} 项"
    names = " and ".join(town.full_name for town in answer.towns)
    return f"{names}: {len(lines)} practices, {every} in common, {alone} named by one town alone"


@notes.register
def _(answer: CompareAnswer, lang: str) -> tuple[str, ...]:
    told = []
    for town, years in zip(answer.towns, answer.years, strict=True):
        listed = "、".join(map(str, years)) or "?"
        told.append(f"{town.name}：{listed} 年的报告" if lang == "zh" else f"{town.name}: reports on {listed}")
    where = scope(answer.scope, lang)
    of = f"乡镇数在全部范围中计：{where}。" if lang == "zh" else f"Towns are counted among all in scope: {where}."
    return (*told, of, silence(lang))


@headline.register
def _(answer: AdviceAnswer, lang: str) -> str:
    told = sum(one.problem is not None for one in answer.problems)
    where, name = scope(answer.scope, lang), answer.town.full_name
    if lang == "zh":
        year = f" {answer.year} " if answer.year is not None else " "
        return f"{name}{year}年报告写到的问题：{told} 个；在 {where} 中找同类"
    year = f" {answer.year}" if answer.year is not None else " –"
    return f"problems in the report of {name} on{year}: {told}; peers among {where}"


@notes.register
def _(answer: AdviceAnswer, lang: str) -> tuple[str, ...]:
    left_out = answer.discounted
    if lang == "zh":
        copied = f"只见于与别镇雷同语句的 {left_out} 条问题和计划没有计入（copies=True 则计入）。"
        return (
            *([copied] if left_out else []),
            "案例（cases）：针对这类问题的计划写到该做法的乡镇数，of 是写到这类问题的其他乡镇数；usual 是各类问题中的同一比例。",
            f"不足 {FEW} 例的只是个案，不成规律；没有写到不等于已经解决，也不等于没有。",
        )
    copied = (
        f"{left_out} problems and plans stand in sentences copied from another town alone and are not counted "
        "(copies=True counts them)."
    )
    return (
        *([copied] if left_out else []),
        "cases: towns whose plan against the type names the practice, of the other towns that report the type; usual: the "
        "same over all types.",
        f"Fewer than {FEW} cases show no rule. Silence is not absence: a problem that is not told may not be solved.",
    )


@headline.register
def _(answer: FollowAnswer, lang: str) -> str:
    plans = [plan for step in answer.steps for plan in step.plans]
    problems = [problem for step in answer.steps for problem in step.problems]
    done = sum(plan.verdict == DONE for plan in plans)
    persist = sum(problem.verdict == PERSISTS for problem in problems)
    years = "、".join(map(str, answer.years))
    if lang == "zh":
        told = f"{len(plans)} 项计划中 {done} 项下一份报告写到已做，{len(problems)} 个问题中 {persist} 个仍写到"
        return f"{answer.town.full_name}（{years} 年的报告）：{told}"
    told = f"{done} of {len(plans)} plans are told as done in the next report, {persist} of {len(problems)} problems persist"
    return f"{answer.town.full_name} (reports on {years}): {told}"


@headline.register
def _(answer: FollowSummary, lang: str) -> str:
    towns = sum(year.towns.number for year in answer.years)
    of = sum(year.towns.of for year in answer.years)
    where = scope(answer.scope, lang)
    if lang == "zh":
        return f"计划和问题后来如何：{of} 份报告中，{towns} 份有下一年的报告可比（{where}）"
    return f"what became of plans and problems: {towns} of {of} reports are followed by one on the next year ({where})"


@notes.register(FollowAnswer)
@notes.register(FollowSummary)
def _(answer: FollowAnswer | FollowSummary, lang: str) -> tuple[str, ...]:
    found = []
    left_out = answer.left_out if isinstance(answer, FollowSummary) else 0
    if left_out:
        found.append(f"另有 {left_out} 行未列出。" if lang == "zh" else f"{left_out} more rows are not listed.")
    caution = {
        "zh": "下一份报告没有再提到，不等于没有做，也不等于问题已经解决。",
        "en": "What the next report does not mention may have been done, and a problem not told again may not be solved.",
    }
    return (*found, caution[lang])
