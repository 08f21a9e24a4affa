"""Towns that are alike and towns side by side, in words: for terminal, notebook and page."""

from __future__ import annotations

from collections.abc import Sequence

from kg.analysis.answers import Firm, Town
from kg.analysis.likeness.comparison import CompareAnswer, Line
from kg.analysis.likeness.similarity import SimilarAnswer
from kg.analysis.wording.telling import headline, listed, name, notes, scope, silence
from kg.analysis.wording.words import PART, say

_BY = {
    "practices": ("做法", "practices"),
    "problems": ("问题类型", "problem types"),
    "all": ("做法和问题类型", "practices and problem types"),
}


@headline.register
def _(answer: SimilarAnswer, lang: str) -> str:
    what, many, where = say(_BY, answer.by, lang), len(answer.alike), scope(answer.scope, lang)
    if lang == "zh":
        return f"与{answer.town.full_name}最相似的乡镇：按{what}，{many} 个（{where}）"
    return f"towns most like {answer.town.full_name} by {what}: {many} ({where})"


@notes.register
def _(answer: SimilarAnswer, lang: str) -> tuple[str, ...]:
    return (something_in_common(answer, lang), *weighing(answer, lang), silence(lang))


def something_in_common(answer: SimilarAnswer, lang: str) -> str:
    shares = answer.sharing
    if lang == "zh":
        return f"其他 {shares.of} 个乡镇中，{shares.number} 个与它有并非人人都有的共同点。"
    return f"{shares.number} of the {shares.of} other towns have something in common with it that not every town has."


def weighing(answer: SimilarAnswer, lang: str) -> tuple[str, ...]:
    """What likeness is, and what was left out of it."""
    zh = lang == "zh"
    told = [
        "相似度 0–1：两镇共有的占合有的多少，越少见的分量越重，所有乡镇都有的不计；乡镇数是有它（含下属）的乡镇。"
        if zh
        else "Likeness 0–1: what both have as a share of what either has; the rarer the weightier, what every town has "
        "counts for nothing. Towns counted are those that have it, its kinds included."
    ]
    if answer.discounted:
        told.append(
            f"只见于与别镇雷同语句的 {answer.discounted} 条没有计入（--copies、copies=True 则计入）。"
            if zh
            else f"{answer.discounted} statements stand in sentences copied from another town alone and are left out "
            "(--copies, copies=True counts them)."
        )
    return tuple(told)


@headline.register
def _(answer: CompareAnswer, lang: str) -> str:
    return beside(answer.towns, lang) + ("：" if lang == "zh" else " – ") + part("practice", answer, lang)


@notes.register
def _(answer: CompareAnswer, lang: str) -> tuple[str, ...]:
    others = [part(kind, answer, lang) for kind in PART if kind != "practice" and answer.of(kind)]
    return (*reported(answer, lang), *others, *counted(answer, lang), silence(lang))


def beside(towns: Sequence[Town], lang: str) -> str:
    """宝坻区新安镇 与 四屏镇; of more than two: 宝坻区新安镇、包鸾镇 与 四屏镇"""
    *others, last = (town.full_name for town in towns)
    return listed(others, lang) + (" 与 " if lang == "zh" else " and ") + last


def called(towns: Sequence[Town]) -> list[str]:
    """The shortest names that tell the towns apart: 新安镇, 宝坻区新安镇, else the whole name."""
    for ways in ([town.name for town in towns], [town.county + town.name for town in towns]):
        if len(set(ways)) == len(ways):
            return ways
    return [town.full_name for town in towns]


def reported(answer: CompareAnswer, lang: str) -> list[str]:
    """On which years each town reported."""
    found = []
    for short, years in zip(called(answer.towns), answer.years, strict=True):
        told = ("、" if lang == "zh" else ", ").join(map(str, years)) or "?"
        found.append(f"{short}：{told} 年的报告" if lang == "zh" else f"{short}: reports on {told}")
    return found


def part(kind: str, answer: CompareAnswer, lang: str) -> str:
    """“做法：都有的 7 项，几个镇有 20 项，只有一镇写到 94 项”"""
    zh, lines = lang == "zh", answer.of(kind)
    every = sum(line.having == len(answer.towns) for line in lines)
    alone = sum(line.only is not None for line in lines)
    some = len(lines) - every - alone
    between = ""
    if len(answer.towns) > 2:
        between = f"，几个镇有 {some} 项" if zh else f", {some} in several"
    if zh:
        return f"{say(PART, kind, lang)}：都有的 {every} 项{between}，只有一镇写到 {alone} 项"
    return f"{say(PART, kind, lang)}: {every} in common{between}, {alone} named by one town alone"


def thing(line: Line, lang: str) -> str:
    """What a line is of; firms have no translation."""
    if line.what is None:
        unnamed = ("未写名称", "not named") if line.kind == "firm" else ("未归类", "of no type")
        return unnamed[lang != "zh"]
    return line.what.label if isinstance(line.what, Firm) else name(line.what.label, line.what.label_en, lang)


def counted(answer: CompareAnswer, lang: str) -> list[str]:
    """What towns are counted of, and the figures that are set beside nothing."""
    zh, where = lang == "zh", scope(answer.scope, lang)
    found = [
        f"分数是有它（含下属）的乡镇数和有报告的乡镇数（{where}）；一栏里写的是最近一次的说法。"
        if zh
        else f"Fractions: towns that have it, its kinds included, of those that reported ({where}); a cell says what was "
        "told last."
    ]
    if answer.of("plan"):
        found.append(
            "计划列在它所针对的问题类型下。" if zh else "Plans stand under the type of problem that they are to solve."
        )
    pairs = zip(called(answer.towns), answer.uncounted, strict=True)
    left = ("、" if zh else ", ").join(f"{short} {many}" for short, many in pairs if many)
    if left:
        found.append(
            f"没有归入指标、不能并列的数字：{left}。" if zh else f"Figures of no indicator, set beside nothing: {left}."
        )
    return found
