"""Plans told in running text: a 下一步 of its own after each problem, and one sentence that strings plans together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extractors.clauses import split_clauses
from kg.extractors.heading_wordings import Kind, Wording, compiled
from kg.extractors.headings import heading_span
from kg.extractors.statements import Statement, is_empty_promise, is_refusal, sentences, statements, turns_to_plans
from kg.model import Report, Role, Span

# A clause that begins so sets out anew; one that does not belongs to the clause before it.
SETTING_OUT = (
    Wording(r"(?:继续|持续|进一步|不断|着力|切实|努力|扎实|稳步|逐步|大力|积极|全力|加快|全面|深入|深化)", "持续深化双语普法"),
    Wording(r"(?:计划|探索|拟|力争|争取|打算|准备|推行|试行)", "计划在景区设立流动调解点"),
)  # fmt: skip
# Plans that begin alike with a verb each: 我镇将加强队伍建设，创新普法形式，引进专业律师. What is a plan's aim sets out nothing
# (提高群众法治意识).
DOING = (
    Wording(r"(?:加强|强化|加大|健全|完善|规范|优化|拓展|拓宽|创新|改进|丰富|细化|压实|严格|严肃)", "创新普法形式"),
    Wording(
        r"(?:充实|配齐|配强|引进|培育|培养|建立|建设|组建|打造|整合|开展|组织|落实|抓好|做好|推进|用好|聘请)",
        "充实执法队伍",
    ),
)
# Named in a row of plans, to study it is one of them; elsewhere it is what every plan begins with.
_STUDY = re.compile("学习(?:宣传)?贯彻习近平法治思想")
_SETS_OUT = compiled(SETTING_OUT)
_DOES = compiled(DOING)
_TAKEN_UP = re.compile("(?:继续|持续|进一步|不断|着力|切实|扎实|积极|大力|认真|深入|全面){0,2}")
_AND = "、"
_SHORTEST = 4  # characters of a plan: 健全、完善村规民约 is one
_SHORTEST_NEXT = 6  # of one that follows another: 加强普法，创新形式，丰富载体 is one
_AIM = re.compile(
    "[^，]{0,4}(?:提高|提升|增强|确保|保障|促进|推动|营造|形成|实现|使|让|为|以|奠定|助力|筑牢|维护|做到|推进法治|努力)"
)
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Step:
    """What will be done about one problem, told right after it: ``problem`` is that problem's statement."""

    span: Span
    problem: Statement


def own_steps(report: Report) -> tuple[Step, ...]:
    """The steps that follow their problems one by one; none where but one problem has such a step, for that may be
    the answer to all of them."""
    told = statements(report, Role.PROBLEMS)
    found: list[Step] = []
    for at, problem in enumerate(told):
        end = problem.end
        if not problem.numbered:
            following = told[at + 1].start if at + 1 < len(told) else len(report.text)
            end = min(_paragraph_end(report.text, end), following)
        for left, right in sentences(report.text, problem.start, end):
            sentence = report.text[left:right]
            if left > problem.start and turns_to_plans(sentence) and not is_empty_promise(sentence):
                found.append(Step(Span(left, _said_until(report.text, left, end)), problem))
                break
    return tuple(found) if len(found) > 1 else ()


def _said_until(text: str, start: int, end: int) -> int:
    """Where a step ends: before a sentence on what is not planned."""
    said = start
    for left, right in sentences(text, start, end):
        if is_refusal(text[left:right]):
            return said
        said = min(right + 1, end)
    return end


def strung_together(text: str, start: int, end: int) -> Iterator[Span]:
    """The plans of a sentence that strings together at least three (继续…，进一步…，探索…), or nothing but plans that
    begin with a verb each (加强…，创新…，引进…; 充实…、创新…); nothing for another one."""
    clauses = [(start + a, start + b) for a, b in split_clauses(text[start:end]) if text[start + a : start + b].strip()]
    begun: list[Span] = []
    for left, right in clauses:
        heading = heading_span(text, left, right, Kind.PLAN)
        clause = text[heading.start : heading.end]
        if _SETS_OUT.match(clause) or _SETS_OUT.search(text[left : heading.start]):
            begun.append(Span(left, right))
        elif begun:
            begun[-1] = Span(begun[-1].start, right)
    said = [s for s in begun if _STUDY.search(text, s.start, s.end) or not is_empty_promise(text[s.start : s.end])]
    if len(said) >= _FEWEST and 3 * len(begun) >= 2 * len(clauses) - 2:
        yield from said
    else:
        yield from _side_by_side(text, start, end, clauses)


def _side_by_side(text: str, start: int, end: int, clauses: list[tuple[int, int]]) -> Iterator[Span]:
    """Plans of one sentence that begin with a verb each, all of them after the same 我镇将; parted by ， or 、. What they
    aim at (提高群众法治意识) belongs to the plan before it."""
    if re.search("[。；;：:]", text[start:end].rstrip("。；; ")):
        return
    begun: list[Span] = []
    others = 0
    for left, right in (part for clause in clauses for part in _parts(text, *clause)):
        verb = _verb(text, left, right)
        if verb is not None and (not begun or right - verb >= _SHORTEST_NEXT):
            begun.append(Span(left, right))
        elif begun:
            begun[-1] = Span(begun[-1].start, right)
            others += verb is None and _AIM.match(text, left, right) is None
    begun = [span for span in begun if not is_empty_promise(text[span.start : span.end])]
    if len(begun) > 1 and 2 * others <= len(begun) - 2:
        yield from begun


def _parts(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """A clause cut before each 、 that a further verb follows: 充实执法队伍、创新普法形式."""
    at = text.find(_AND, left, right)
    while at >= 0:
        verb = _verb(text, left, at)
        if verb is not None and at - verb >= _SHORTEST and _DOES.match(text, at + 1, right):
            yield left, at
            left = at + 1
        at = text.find(_AND, at + 1, right)
    yield left, right


def _verb(text: str, left: int, right: int) -> int | None:
    """Where the verb of a plan stands that begins so, None where another thing does."""
    heading = heading_span(text, left, right, Kind.PLAN)
    taken_up = _TAKEN_UP.match(text, heading.start, right)
    at = taken_up.end() if taken_up else heading.start
    return at if _DOES.match(text, at, right) else None


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
