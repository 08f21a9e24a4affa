"""Which problem a plan says that it answers: 针对问题之一，…, 针对执法力量不足的问题，…, or told beside it in one section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.model import Problem, Report, Role, Section
from kg.reports.markers import number

_NUMBERED = re.compile("(?:问题|不足|短板|困难|差距|弱项)之?([一二三四五六七八九十]{1,2})|第([一二三四五六七八九十]{1,2})(?:个|项|点|类|条)?(?:方面)?的?(?:问题|不足|短板|困难)")  # fmt: skip
_NAMED = re.compile(
    "(?:针对|聚焦|对于|瞄准|围绕)(?P<what>[^，,。；;：:\n]{4,40}?)(?:的|等|这一|这个|方面)*(?:突出|主要)?"
    "(?:问题|不足|短板|困难|现象|情况|状况|实际)?[，,]"
)
_MOST_ALIKE = 0.6  # of the pairs of characters that name the problem


def numbered_reference(marker: str, count: int) -> int | None:
    """Index of the problem, of ``count``, that a plan's marker numbers (针对第二个问题，); None where it numbers none."""
    m = _NUMBERED.search(marker)
    if m is None or not marker.startswith(("针对", "对于", "关于", "围绕", "对照", "聚焦")):
        return None
    value = number(m[1] or m[2])
    return value - 1 if 1 <= value <= count else None


def named_reference(text: str, headings: Sequence[str]) -> int | None:
    """Index of the heading that a plan's opening words repeat (针对普法形式单一的问题，); None where none is clear."""
    m = _NAMED.match(text)
    if m is None:
        return None
    said = _pairs(m["what"])
    shares = [len(said & _pairs(heading)) / len(said) for heading in headings]
    best = max(shares, default=0.0)
    return shares.index(best) if best >= _MOST_ALIKE and shares.count(best) == 1 else None


def told_beside(report: Report, section: int | None, problems: Sequence[Problem]) -> int | None:
    """Index of the only problem told in the part (不足之处：…) that stands beside the plan's own (下步举措：…)."""
    if section is None:
        return None
    part = _own_part(report, report.sections[section])
    if part is None:
        return None
    beside = [
        s for s in report.sections if s.parent == part.parent and s.role is Role.PROBLEMS and s.start < part.start
    ]
    found = [
        at
        for at, problem in enumerate(problems)
        if problem.passages and any(s.start <= report.passages[problem.passages[0]].start < s.end for s in beside)
    ]
    return found[0] if len(found) == 1 else None


def _own_part(report: Report, section: Section) -> Section | None:
    """The uppermost section on plans around it, if that stands in a section of another kind and names itself a part."""
    while section.parent is not None and report.sections[section.parent].role is Role.PLANS:
        section = report.sections[section.parent]
    inner = section.parent is not None and not section.marker and section.heading_end > section.heading_start
    return section if inner else None


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text)}
