"""Plans: measures for the time to come, the problems they answer and the year they are for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extractors.affinity import answered, subject
from kg.extractors.heading_wordings import Kind
from kg.extractors.headings import LONGEST_HEADING, heading_span, is_short_plan, sentence_end, within_passage
from kg.extractors.problems import mechanisms_within, passages_of, sentence_after
from kg.extractors.references import named_reference, numbered_reference, told_beside
from kg.extractors.statement_tables import plan_rows, rows
from kg.extractors.statements import (
    Statement,
    content_start,
    is_container,
    is_empty_promise,
    sentences_of,
    statements,
    turns_to_plans,
)
from kg.extractors.steps import own_steps, strung_together
from kg.extractors.topics import topics
from kg.model import Mention, Plan, Problem, Report, Role, Span
from kg.ontology import Ontology

_SHORTEST = 4
# “力争2024年上半年配备公职律师”; a year that is only named (“总结2024年经验”) sets no target.
_TARGET = re.compile(
    r"(?:力争|争取|确保|计划|预计|拟|将|于|到|至|在)(?:于|在|到)?(20\d\d)年|(20\d\d)年(?:年?底|末|年?内|前|上半年|下半年|全年|[一二三四]季度)"
)
_TITLE_YEAR = re.compile(r"(20\d\d)年度?(?!\S{0,24}(?:问题|不足|短板|总结|情况|成效))")
_OPENING_YEAR = re.compile(r"\s*(20\d\d)年(?:度|是|，|,|我|将|，\S{0,12}(?:将|要|计划))")


@dataclass(frozen=True, slots=True)
class _Told:
    """A plan as it stands. ``root`` is the section of its part, ``section`` its own; ``answers`` where the problem
    stands that it follows."""

    heading: Span
    whole: Span
    root: int | None
    answers: Span | None
    section: int | None


def plans(
    report: Report, problems: tuple[Problem, ...], mentions: tuple[Mention, ...], ontology: Ontology
) -> tuple[Plan, ...]:
    """The plans of a report in the order of the text, no heading twice.

    ``problems`` are the report's own; ``Plan.addresses`` are indices into them, only where shared topics or words
    make it clear. Where no part of the report is on plans, sentences that turn to what will be done are.
    """
    text = report.text
    told = _told(report)
    abouts = [
        topics(text[t.heading.start : t.heading.end], sentence_after(text, t.heading, t.whole), ontology) for t in told
    ]
    answers = _answers(report, told, abouts, problems, ontology)
    return tuple(
        Plan(
            heading=text[t.heading.start : t.heading.end],
            description=text[t.whole.start : t.whole.end].strip(),
            passages=passages_of(report, t.whole),
            target_year=_target_year(report, t.whole, t.root),
            topics=about,
            addresses=addressed,
            mechanisms=mechanisms_within(mentions, t.whole),
        )
        for t, about, addressed in zip(told, abouts, answers, strict=True)
    )


def _answers(
    report: Report, told: list[_Told], abouts: list[tuple[str, ...]], problems: tuple[Problem, ...], ontology: Ontology
) -> tuple[tuple[int, ...], ...]:
    if not told or not problems:
        return tuple(() for _ in told)
    text = report.text
    likely = answered(
        [
            subject(text[t.heading.start : t.heading.end], text[t.whole.start : t.whole.end], about, ontology)
            for t, about in zip(told, abouts, strict=True)
        ],
        [subject(p.heading, p.description, p.topics, ontology) for p in problems],
    )
    return tuple(known or guess for known, guess in zip(_stated(report, told, problems), likely, strict=True))


def _stated(report: Report, told: list[_Told], problems: tuple[Problem, ...]) -> Iterator[tuple[int, ...]]:
    """For each plan the problem after or beside which it is told, or that it names; () where it stands apart."""
    by_passage: dict[int, list[int]] = defaultdict(list)
    for at, problem in enumerate(problems):
        by_passage[problem.passages[0] if problem.passages else -1].append(at)
    headings = [problem.heading for problem in problems]
    for plan in told:
        if (said := _named(report, plan, problems, headings)) is not None:
            yield (said,)
            continue
        place = plan.answers
        there = by_passage.get(next(iter(passages_of(report, place)), -1), []) if place is not None else []
        named = [at for at in there if place and report.text.startswith(problems[at].heading, place.start)]
        yield tuple(named or there)[:1]


def _named(report: Report, plan: _Told, problems: tuple[Problem, ...], headings: list[str]) -> int | None:
    """The problem that the plan's number, first words or part name, in this order."""
    marker = report.sections[plan.section].marker if plan.section is not None else ""
    found = numbered_reference(marker, len(problems))
    if found is None:
        found = named_reference(report.text[plan.whole.start : plan.whole.end], headings)
    return found if found is not None else told_beside(report, plan.section, problems)


def _told(report: Report) -> list[_Told]:
    """Each plan, no heading twice."""
    found: dict[str, _Told] = {}
    details: dict[Span, Span] = dict(plan_rows(report))
    for whole, root, answers, section in [*_wholes(report), *((cell, None, None, None) for cell in details)]:
        heading = within_passage(report, heading_span(report.text, whole.start, whole.end, Kind.PLAN))
        name = report.text[heading.start : heading.end]
        long_enough = len(name) >= _SHORTEST or is_short_plan(name)
        if long_enough and len(name) <= LONGEST_HEADING and not is_container(name):
            found.setdefault(name, _Told(heading, details.get(whole, whole), root, answers, section))
    return sorted(found.values(), key=lambda t: t.heading.start)


def _wholes(report: Report) -> Iterator[tuple[Span, int | None, Span | None, int | None]]:
    """Text of each plan, the section of its part, the place of the problem after which it stands as its answer, and
    its own section."""
    text = report.text
    steps = own_steps(report)
    stated = [s for s in statements(report, Role.PLANS) if not _within(s, [step.span for step in steps])]
    for step in steps:
        yield step.span, step.problem.root, Span(step.problem.start, step.problem.end), None
    remedies = [(row.plan, row.problem) for row in rows(report) if row.plan is not None]
    yield from ((remedy, None, problem, None) for remedy, problem in remedies)
    if len(stated) == 1 and not stated[0].numbered:
        (only,) = stated
        if strung := list(strung_together(text, only.start, only.end)):
            yield from ((span, only.root, None, only.section) for span in strung)
            return
    for statement in stated:
        yield Span(statement.start, statement.end), statement.root, None, statement.section
    if stated or steps or remedies:
        return
    for told in sentences_of(report, Role.PROBLEMS, Role.CAUSES):
        sentence = text[told.start : told.end]
        if turns_to_plans(sentence) and not is_empty_promise(sentence):
            yield told, None, None, None


def _within(statement: Statement, spans: list[Span]) -> bool:
    """Whether a statement shares text with one of the spans, which are in order and apart."""
    at = bisect_right(spans, statement.start, key=lambda span: span.end)
    return at < len(spans) and spans[at].start < statement.end


def _target_year(report: Report, whole: Span, root: int | None) -> int | None:
    """The year that the plan's own text aims at, else that of its part's heading or opening sentence."""
    if match := _TARGET.search(report.text, whole.start, whole.end):
        return int(match.group(1) or match.group(2))
    section = next((s for s in report.sections if s.index == root), None)
    if section is None:
        return None
    start = content_start(section)
    heading_end = sentence_end(report.text, start, section.end)
    if years := _TITLE_YEAR.findall(report.text, start, heading_end):
        return max(int(year) for year in years)
    opening = _OPENING_YEAR.match(report.text, min(heading_end + 1, section.end), section.end)
    return int(opening.group(1)) if opening else None
