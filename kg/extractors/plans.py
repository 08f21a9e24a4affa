"""Plans: measures for the time to come, the problems they answer and the year they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.affinity import answered, subject
from kg.extractors.heading_wordings import Kind
from kg.extractors.headings import LONGEST_HEADING, heading_span, sentence_end, within_passage
from kg.extractors.problems import mechanisms_within, passages_of, sentence_after
from kg.extractors.statements import (
    content_start,
    is_container,
    is_empty_promise,
    sentences_of,
    statements,
    turns_to_plans,
)
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


def plans(
    report: Report, problems: tuple[Problem, ...], mentions: tuple[Mention, ...], ontology: Ontology
) -> tuple[Plan, ...]:
    """The plans of a report in the order of the text, no heading twice.

    ``problems`` are the report's own; ``Plan.addresses`` are indices into them, only where shared topics or words
    make it clear. Where no part of the report is on plans, sentences that turn to what will be done are.
    """
    text = report.text
    told = _told(report)
    abouts = [topics(text[h.start : h.end], sentence_after(text, h, whole), ontology) for h, whole, _ in told]
    answers = _answers(report, told, abouts, problems, ontology)
    return tuple(
        Plan(
            heading=text[heading.start : heading.end],
            description=text[whole.start : whole.end].strip(),
            passages=passages_of(report, whole),
            target_year=_target_year(report, whole, root),
            topics=about,
            addresses=addressed,
            mechanisms=mechanisms_within(mentions, whole),
        )
        for (heading, whole, root), about, addressed in zip(told, abouts, answers, strict=True)
    )


def _answers(
    report: Report,
    told: list[tuple[Span, Span, int | None]],
    abouts: list[tuple[str, ...]],
    problems: tuple[Problem, ...],
    ontology: Ontology,
) -> tuple[tuple[int, ...], ...]:
    if not told or not problems:
        return tuple(() for _ in told)
    text = report.text
    return answered(
        [
            subject(text[h.start : h.end], text[whole.start : whole.end], about, ontology)
            for (h, whole, _), about in zip(told, abouts, strict=True)
        ],
        [subject(p.heading, p.description, p.topics, ontology) for p in problems],
    )


def _told(report: Report) -> list[tuple[Span, Span, int | None]]:
    """(heading, whole text, section of the part) of each plan, no heading twice."""
    found: dict[str, tuple[Span, Span, int | None]] = {}
    for whole, root in _wholes(report):
        heading = within_passage(report, heading_span(report.text, whole.start, whole.end, Kind.PLAN))
        name = report.text[heading.start : heading.end]
        if _SHORTEST <= len(name) <= LONGEST_HEADING and not is_container(name):
            found.setdefault(name, (heading, whole, root))
    return list(found.values())


def _wholes(report: Report) -> Iterator[tuple[Span, int | None]]:
    stated = statements(report, Role.PLANS)
    for statement in stated:
        yield Span(statement.start, statement.end), statement.root
    if stated:
        return
    for told in sentences_of(report, Role.PROBLEMS, Role.CAUSES):
        sentence = report.text[told.start : told.end]
        if turns_to_plans(sentence) and not is_empty_promise(sentence):
            yield told, None


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
