"""The answers of the larger analyses in words, as ``kg.analysis.telling`` does for towns and shared practices."""

from __future__ import annotations

from kg.analysis.advice_answers import FEW, AdviceAnswer
from kg.analysis.similarity import SimilarAnswer
from kg.analysis.telling import headline, notes, scope, silence

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
    if lang == "zh":
        return (
            "案例（cases）：针对这类问题的计划写到该做法的乡镇数，of 是写到这类问题的其他乡镇数；usual 是各类问题中的同一比例。",
            f"不足 {FEW} 例的只是个案，不成规律；没有写到不等于已经解决，也不等于没有。",
        )
    return (
        "cases: towns whose plan against the type names the practice, of the other towns that report the type; usual: the "
        "same over all types.",
        f"Fewer than {FEW} cases show no rule. Silence is not absence: a problem that is not told may not be solved.",
    )
