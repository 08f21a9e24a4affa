"""The answers of the larger analyses in words, as ``kg.analysis.wording.telling`` does for towns and shared practices."""

from __future__ import annotations

from kg.analysis.advice.answers import FEW, AdviceAnswer
from kg.analysis.following.answers import FollowAnswer, FollowSummary
from kg.analysis.following.matching import DONE, PERSISTS
from kg.analysis.wording import holding, likeness  # noqa: F401 - of a collection, and of towns that are alike
from kg.analysis.wording.spread import headline, notes  # of how practices spread and what goes together
from kg.analysis.wording.telling import listed, scope

__all__ = ["headline", "notes"]


@headline.register
def _(answer: AdviceAnswer, lang: str) -> str:
    told = sum(one.problem is not None for one in answer.problems)
    where, name = scope(answer.scope, lang), answer.town.full_name
    if lang == "zh":
        year = f" {answer.year} " if answer.year is not None else " "
        return f"{name}{year}年报告写到的问题：{told} 个；同类取自 {where}"
    year = f" {answer.year}" if answer.year is not None else " –"
    return f"problems in the report of {name} on{year}: {told}; peers among {where}"


@notes.register
def _(answer: AdviceAnswer, lang: str) -> tuple[str, ...]:
    left_out = answer.discounted
    if lang == "zh":
        copied = f"只见于与别镇雷同语句的 {left_out} 条问题和计划没有计入（copies=True 则计入）。"
        return (
            *([copied] if left_out else []),
            "案例：针对这类问题的计划写到该做法的乡镇数，总数是写到这类问题的其他乡镇数；通常：各类问题中的同一比例；倍数：案例比通常多几倍。",
            f"不足 {FEW} 例的只是个案，不成规律，不算倍数；没有写到不等于已经解决，也不等于没有。",
        )
    copied = (
        f"{left_out} problems and plans stand in sentences copied from another town alone and are not counted "
        "(copies=True counts them)."
    )
    return (
        *([copied] if left_out else []),
        "cases: towns whose plan against the type names the practice, of the other towns that report the type; usual: the "
        "same over all types.",
        f"Fewer than {FEW} cases show no rule and have no lift. Silence is not absence: a problem that is not told may not be solved.",
    )


@headline.register
def _(answer: FollowAnswer, lang: str) -> str:
    plans = [plan for step in answer.steps for plan in step.plans]
    problems = [problem for step in answer.steps for problem in step.problems]
    done = sum(plan.verdict == DONE for plan in plans)
    persist = sum(problem.verdict == PERSISTS for problem in problems)
    years = listed(map(str, answer.years), lang)
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
    if not of:
        none = ("没有乡镇有相连两年的报告", "no town has reports on two successive years")[lang != "zh"]
        return (
            f"计划和问题后来如何：{none}（{where}）"
            if lang == "zh"
            else f"what became of plans and problems: {none} ({where})"
        )
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
