"""Which measures answer which shortcomings though they share no word: tables of wordings with an example pair each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Remedy(NamedTuple):
    """A shortcoming's wording (in its heading) and that of a measure against it, with a pair of headings as example.

    ``anywhere``: the measure is so particular that the plan's text may name it; else only its heading may.
    """

    shortcoming: str
    measure: str
    anywhere: bool
    problem: str
    plan: str


REMEDIES = (
    Remedy(
        "村级组织|村干部|村[居社]干部|村级(?:法治)?力量",
        "法律明白人|法治带头人|村干部(?:法治)?(?:培训|学法|轮训)",
        True,
        "村级组织作用发挥不强",
        "培育“法律明白人”",
    ),
    Remedy(
        "(?:法治|普法)(?:文化|阵地)",
        "法治(?:乡村)?文化(?:品牌|阵地|广场|长廊|公园)|法治(?:主题)?(?:公园|广场|长廊)",
        True,
        "普法阵地老旧",
        "建设法治主题公园",
    ),
    Remedy(
        "(?:法治|执法)\\S{0,4}(?:队伍|人员|能力|水平|力量)",
        "执法证|执法资格|(?:执法|业务)(?:人员)?\\S{0,6}(?:培训|轮训|练兵)|跟[案班]学习|以案代训|师带徒|师徒结对",
        True,
        "法治工作队伍不够强",
        "鼓励公务员报考执法证",
    ),
    Remedy(
        "(?:干部|工作人员)\\S{0,8}(?:法治|依法|学法|法律)|依法(?:行政|办事)的?(?:意识|观念|能力)",
        "干部\\S{0,4}(?:法治教育|教育培训|学法|法治培训)|学法(?:清单|积分|制度|考勤)|会前学法|法治(?:讲堂|夜校)",
        True,
        "镇村干部依法办事能力参差不齐",
        "加强干部法治教育",
    ),
    Remedy(
        "(?:群众|村民|居民)\\S{0,8}(?:意识|观念|素养)",
        "法治宣传|普法|(?:群众|村民|居民)\\S{0,4}(?:法治|法律)",
        False,
        "部分群众法治观念淡薄",
        "深入推进法治宣传教育",
    ),
    Remedy("经费|资金|财力", "经费|资金|财政|预算", True, "普法经费紧张", "多方筹措资金"),
)  # fmt: skip

# Who is spoken of: what is done for one answers no shortcoming of the other.
AUDIENCES = (
    re.compile("干部|公务员|工作人员|执法人员|执法队"),
    re.compile("群众|村民|居民|牧民|外来人口|流动人口|青少年|老年|务工|企业"),
)
_MEANS = re.compile("经费|资金|财力")
_COMPILED = tuple((re.compile(r.shortcoming), re.compile(r.measure), r.anywhere) for r in REMEDIES)


@lru_cache(maxsize=256)
def _audiences(heading: str) -> tuple[bool, ...]:
    return tuple(audience.search(heading) is not None for audience in AUDIENCES)


def is_remedy(problem: str, plan: str, text: str) -> bool:
    """Whether a row takes a plan (its heading, its whole text) for an answer to the problem of that heading."""
    return any(measure.search(f"{plan}\n{text}" if anywhere else plan) for measure, anywhere in _against(problem))


@lru_cache(maxsize=256)
def _against(problem: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The measures of the rows that speak of such a problem."""
    return tuple((measure, anywhere) for lack, measure, anywhere in _COMPILED if lack.search(problem))


def misses(problem: str, plan: str, text: str) -> bool:
    """Whether a plan speaks of other people than the problem does, or of no money where that is what lacks."""
    of_problem, of_plan = _audiences(problem), _audiences(plan)
    others = any(of_problem) and any(of_plan) and not any(a and b for a, b in zip(of_problem, of_plan, strict=True))
    return others or bool(_MEANS.search(problem) and not _MEANS.search(f"{plan}\n{text}"))
