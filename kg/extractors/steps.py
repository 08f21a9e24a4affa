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
# Named in a row of plans, to study it is one of them; elsewhere it is what every plan begins with.
_STUDY = re.compile("学习(?:宣传)?贯彻习近平法治思想")
_SETS_OUT = compiled(SETTING_OUT)
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
    """The plans of a sentence that strings together at least three (继续…，进一步…，探索…); nothing for another one."""
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


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
