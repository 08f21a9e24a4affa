"""Problems: what the report itself calls a shortcoming, with the causes it gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from kg.extractors.affinity import Subject, answered, subject
from kg.extractors.causes import reasons_within, stated_causes
from kg.extractors.heading_wordings import Kind
from kg.extractors.headings import LONGEST_HEADING, heading_span, says_shortcoming, sentence_end, within_passage
from kg.extractors.statement_tables import rows
from kg.extractors.statements import Statement, is_container, sentences_of, statements, turning_point
from kg.extractors.topics import topics
from kg.model import Cause, Mechanism, Mention, Problem, Report, Role, Span
from kg.ontology import Ontology

_LISTING = re.compile(
    r"(?:存在|面临)(?:着|了)?(?P<list>[^，。；,;：:\n]*、[^，。；,;：:\n]*?)等?(?:方面)?的?"
    r"(?:问题|不足|短板|困难|现象|情况|薄弱环节)"
    r"|(?:表现|体现)(?:为|在|是)(?P<shown>[^，。；,;：:\n]*、[^，。；,;：:\n]*?)(?:等(?:几个)?(?:方面)?)?(?=[。；]|$)"
)
# Where no part tells problems, the plans may name those that they answer.
_ANSWERED = re.compile(
    r"(?:针对|对照|聚焦|(?:着力|重点)?解决|破解|补齐)(?:当前|目前|现阶段|工作中|我[镇乡]|存在|查找|查摆|暴露|出|的)*"
    r"(?P<list>[^，。；,;：:\n“”]{4,60}?)等?(?:几个|方面|突出|主要|具体|的)*(?:问题|短板|困难|现象|薄弱环节|弱项|不足)(?=[，。；,;：:]|$)"
)
_AND = re.compile("、|以及|及|和")
# What a superior is asked for is no shortcoming.
_ASKS = re.compile("建议|恳请|请求|希望(?:上级|[省市县区])")
_SHORTEST = 4


def problems(
    report: Report, mentions: tuple[Mention, ...], ontology: Ontology
) -> tuple[tuple[Problem, ...], tuple[Cause, ...]]:
    """The problems that a report tells and all its causes, both in the order of the text, no heading twice.

    ``Problem.causes`` are indices into the causes: reasons given in the problem's own text, and those of a causes
    section that are clearly about it. ``mentions`` lend the mechanisms named in a problem's text, also as missing.
    """
    text = report.text
    told = _told(report)
    reasons = [(reason, reason, at) for at, (h, w) in enumerate(told) for reason in reasons_within(report, w, h)]
    columns = {row.problem: row.cause for row in rows(report) if row.cause is not None}
    reasons += [
        (heading_span(text, cause.start, cause.end, Kind.CAUSE), cause, at)
        for at, (_, w) in enumerate(told)
        if (cause := columns.get(w)) is not None
    ]
    spans = [heading for heading, _, _ in reasons]
    apart = tuple(
        (h, w) for h, w in stated_causes(report) if not any(w.start <= s.start < w.end and s != h for s in spans)
    )
    links = _explained(report, told, apart, ontology)
    given = sorted(
        [*reasons, *((h, w, at) for (h, w), ats in zip(apart, links, strict=True) for at in ats or (None,))],
        key=lambda g: g[0].start,
    )

    causes: dict[str, Cause] = {}
    places: dict[str, int] = {}
    caused: dict[int, list[int]] = defaultdict(list)
    for heading, whole, at in given:
        name = text[heading.start : heading.end]
        if name not in causes:
            about = topics(name, sentence_after(text, heading, whole), ontology)
            places[name] = len(causes)
            causes[name] = Cause(name, passages_of(report, whole), about)
        if at is not None:
            caused[at].append(places[name])
    found = tuple(
        Problem(
            heading=text[heading.start : heading.end],
            description=text[whole.start : whole.end].strip(),
            passages=passages_of(report, whole),
            topics=topics(text[heading.start : heading.end], sentence_after(text, heading, whole), ontology),
            causes=tuple(dict.fromkeys(caused[at])),
            mechanisms=mechanisms_within(mentions, whole),
        )
        for at, (heading, whole) in enumerate(told)
    )
    return found, tuple(causes.values())


def _told(report: Report) -> list[tuple[Span, Span]]:
    """(heading, whole text) of each problem, no heading twice."""
    found: dict[str, tuple[Span, Span]] = {}
    for statement in statements(report, Role.PROBLEMS):
        whole = Span(statement.start, turning_point(report, statement))
        for heading in _headings(report, statement, whole):
            name = report.text[heading.start : heading.end]
            if _SHORTEST <= len(name) <= LONGEST_HEADING and not is_container(name) and not _ASKS.match(name):
                found.setdefault(name, (heading, whole))
    for row in rows(report):
        heading = heading_span(report.text, row.problem.start, row.problem.end, Kind.PROBLEM)
        if _SHORTEST <= heading.end - heading.start <= LONGEST_HEADING:
            found.setdefault(report.text[heading.start : heading.end], (heading, row.problem))
    for heading, whole in () if found else _answered(report):
        found.setdefault(report.text[heading.start : heading.end], (heading, whole))
    return sorted(found.values(), key=lambda pair: pair[0].start)


def _answered(report: Report) -> Iterator[tuple[Span, Span]]:
    """Problems that plans name: 针对执法力量不足、普法形式单一等问题，我镇将…"""
    for said in sentences_of(report, Role.PLANS):
        for match in _ANSWERED.finditer(report.text, said.start, said.end):
            start, end = match.span("list")
            cuts = [m.span() for m in _AND.finditer(report.text, start, end)]
            starts, ends = [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
            members = [Span(a, b) for a, b in zip(starts, ends, strict=True)]
            if all(m.end - m.start >= _SHORTEST and says_shortcoming(report.text[m.start : m.end]) for m in members):
                yield from ((member, said) for member in members)


def _headings(report: Report, statement: Statement, whole: Span) -> Iterator[Span]:
    """The heading of a statement; of a sentence that lists (“存在经费不足、人员短缺等问题”), one for each member."""
    text = report.text
    if not statement.numbered and (
        listing := _LISTING.search(text, whole.start, sentence_end(text, whole.start, whole.end))
    ):
        members = list(_members(text, *listing.span("list" if listing["list"] else "shown")))
        if all(says_shortcoming(text[m.start : m.end]) for m in members):
            yield from (within_passage(report, m) for m in members)
            return
    yield within_passage(report, heading_span(text, whole.start, whole.end, Kind.PROBLEM))


def _members(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("、", start, end)
        stop = end if stop < 0 else stop
        yield Span(start, stop)
        start = stop + 1


def _explained(
    report: Report, told: list[tuple[Span, Span]], apart: tuple[tuple[Span, Span], ...], ontology: Ontology
) -> tuple[tuple[int, ...], ...]:
    """For each cause told apart, the problems that it clearly explains."""
    if not told or not apart:
        return tuple(() for _ in apart)

    def about(heading: Span, whole: Span) -> Subject:
        name = report.text[heading.start : heading.end]
        of = topics(name, sentence_after(report.text, heading, whole), ontology)
        return subject(name, report.text[whole.start : whole.end].strip(), of, ontology)

    return answered([about(*cause) for cause in apart], [about(*problem) for problem in told])


def passages_of(report: Report, span: Span) -> tuple[int, ...]:
    """Indices of the passages that share text with the span."""
    first = bisect_right(report.passages, span.start, key=lambda p: p.end)
    found: list[int] = []
    for passage in islice(report.passages, first, None):
        if passage.start >= span.end:
            break
        if report.text[max(passage.start, span.start) : min(passage.end, span.end)].strip():
            found.append(passage.index)
    return tuple(found)


def mechanisms_within(mentions: Iterable[Mention], span: Span) -> tuple[Mechanism, ...]:
    """The mechanisms named within the span, whatever their status, each once, in order."""
    return tuple(dict.fromkeys(m.mechanism for m in mentions if span.start <= m.span.start < span.end))


def sentence_after(text: str, heading: Span, whole: Span) -> str:
    """The rest of the heading's sentence, or, where the heading fills it, the sentence after it."""
    end = sentence_end(text, heading.end, whole.end)
    if end - heading.end < _SHORTEST:
        end = sentence_end(text, min(end + 1, whole.end), whole.end)
    return text[heading.end : end]
