"""The heading of a problem, cause or plan: its leading phrase as it stands, without number and explanation.

A heading is a stretch of the report, never rewritten, and complete: a phrase that still waits for its predicate
(“执法水平与要求相比，”) goes on to the clause that brings it. What only leads up to the phrase (“由于…，”,
“虽然…，但”, “下一步，我镇将”) is left out.
The rules are the tables in :mod:`kg.extractors.heading_wordings`.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.extractors.clauses import split_clauses
from kg.extractors.heading_wordings import (
    BARE_PREDICATES,
    HANGING,
    HANGING_PLANS,
    LEADING,
    PLAN_PREAMBLES,
    PREAMBLES,
    SHORT_PLANS,
    SHORTCOMINGS,
    Kind,
    compiled,
)
from kg.model import Report, Span

LONGEST_HEADING = 120  # a longer “phrase” is a text without punctuation, not a heading
_LONGEST_HEADLINE = 34  # a first sentence up to this length, with text after it, is a headline and stays whole
_LONGEST_JOINED = 44  # a phrase is not joined to its predicate beyond this length
_SHORTEST = 4  # “要严，” alone says nothing
_STOPS = "。！？!?；;\n"
_OPENING = dict(zip("“‘《（(「『【", "”’》）)」』】", strict=True))

_SHORTCOMING = compiled(SHORTCOMINGS)
_BARE = compiled(BARE_PREDICATES)
_PREAMBLE = compiled(PREAMBLES)
_PLAN_PREAMBLE = compiled(PLAN_PREAMBLES)
_SHORT_PLAN = compiled(SHORT_PLANS)
_HANGING = {
    Kind.PROBLEM: compiled(HANGING),
    Kind.CAUSE: compiled(HANGING),
    Kind.PLAN: compiled(HANGING_PLANS),
}
_LEADING = {kind: compiled(rows) for kind, rows in LEADING.items()}
_REASON_FOLLOWS = re.compile(r"主要(?:是|原因|表现|体现)|原因(?:是|在于)|因为|由于|导致|比如|例如|如[：:]")
_ALTHOUGH = re.compile(r"(?:虽|虽然|尽管|固然)\S")
_BUT = re.compile(r"(?:但是?|然而|不过|可是|却)[，,]?")
_AND_SO_ON = re.compile(r"(?<=[\u4e00-\u9fff]{4})(?<![平均相同对高中上初劣优])等$")
_LABEL = re.compile(r"\S{0,12}(?:方面|领域|上)")
_END_OR_BRACKET = re.compile(f"[{re.escape(_STOPS + ''.join(_OPENING) + ''.join(_OPENING.values()))}]")
_SEPARATORS = " \t\n\r\u3000，,。；;：:、.□—–●■◆▪•"  # □ stands for characters lost beyond repair


def says_shortcoming(text: str) -> bool:
    """Whether a clause or sentence says that something falls short."""
    return _SHORTCOMING.search(text) is not None


def sentence_end(text: str, start: int, end: int) -> int:
    """Where the sentence that begins at ``start`` ends, without its stop: at 。！？； or a line break, not in brackets."""
    closing: list[str] = []
    for mark in _END_OR_BRACKET.finditer(text, start, end):
        i, char = mark.start(), mark[0]
        if closing and char == closing[-1]:
            closing.pop()
        elif char in _OPENING:
            closing.append(_OPENING[char])
        elif char == "\n" or (char in _STOPS and not closing):
            return i
        elif char == "。" and i + 1 < end and text[i + 1] not in _OPENING.values():
            return i  # a bracket that never closes swallows nothing
    return end


def heading_span(text: str, start: int, end: int, kind: Kind) -> Span:
    """The span of the heading of an item whose text, without its number, is ``text[start:end]``.

    Empty (start == end) where the item says nothing. Offsets are those of ``text``.
    """
    start = _skip(text, start, end)
    start = _after_leading(text, start, end, kind)
    stop = sentence_end(text, start, end)
    colon = _colon(text, start, stop)
    if colon is not None:
        if _is_label(text[start:colon], kind):
            start = _after_leading(text, _skip(text, colon, end), end, kind)
            stop = sentence_end(text, start, end)
        else:
            return _trimmed(text, start, colon)
    if _is_label(text[start:stop], kind) and text[stop : stop + 1] != "\n":
        following = _skip(text, stop, end)
        further = sentence_end(text, following, end)
        if kind is not Kind.PLAN and says_shortcoming(text[following:further]):
            start, stop = following, further
    clauses = [
        (start + a, start + b) for a, b in split_clauses(text[start:stop]) if text[start + a : start + b].strip()
    ]
    if not clauses:
        return Span(start, start)
    if _is_headline(text, start, stop, end, kind):
        return _trimmed(text, start, stop)
    first, last = _leading_phrase(text, clauses, kind)
    span = _trimmed(text, clauses[first][0], clauses[last][1])
    if kind is not Kind.PLAN and (match := _AND_SO_ON.search(text, span.start, span.end)):
        span = Span(span.start, match.start())
    return Span(_after_but(text, span), span.end)


def within_passage(report: Report, span: Span) -> Span:
    """The span cut to the passage in which it begins, so that the passage holds the heading; unchanged if none does."""
    at = bisect_right(report.passages, span.start, key=lambda p: p.end)
    if at < len(report.passages) and report.passages[at].start <= span.start:
        return _trimmed(report.text, span.start, min(span.end, report.passages[at].end))
    return span


def _is_headline(text: str, start: int, stop: int, end: int, kind: Kind) -> bool:
    """Whether the first sentence is a headline: short, with text after it, and (no plan) on a line of its own.

    In running text a problem's first sentence goes on to its explanation (“普法力度不够，形式单一。”).
    """
    headline = text[start:stop]
    if len(headline) > _LONGEST_HEADLINE or _REASON_FOLLOWS.search(headline) or not text[stop:end].strip(_SEPARATORS):
        return False
    return (kind is Kind.PLAN and text[stop] not in "；;") or (text[stop] == "\n" and not _ALTHOUGH.match(headline))


def _leading_phrase(text: str, clauses: list[tuple[int, int]], kind: Kind) -> tuple[int, int]:
    """Indices of the first and last clause of the leading phrase."""
    said = [text[a:b].strip() for a, b in clauses]
    first = 0
    if kind is Kind.PLAN:
        while first + 1 < len(said) and _PLAN_PREAMBLE.match(said[first]):
            first += 1
    else:
        while first + 1 < len(said) and _PREAMBLE.match(said[first]):
            if _BARE.match(said[first + 1]) and not _ALTHOUGH.match(said[first]):
                break
            first += 1
    last = first
    while last + 1 < len(said) and not _complete(said, first, last, kind):
        if clauses[last + 1][1] - clauses[first][0] > _LONGEST_JOINED:
            break
        last += 1
    while kind is not Kind.PLAN and last + 1 < len(said) and len(said[last + 1]) <= _SHORTEST + 1:
        if not _BARE.match(said[last + 1]):
            break
        last += 1  # “不细致，不系统”
    return first, last


def is_short_plan(phrase: str) -> bool:
    """Whether a phrase of three characters is a whole heading of a plan: 抓队伍."""
    return _SHORT_PLAN.match(phrase) is not None


def _complete(said: list[str], first: int, last: int, kind: Kind) -> bool:
    phrase = said[last]
    if kind is Kind.PLAN and first == last and _SHORT_PLAN.match(phrase):
        return True
    if sum(len(s) for s in said[first : last + 1]) < _SHORTEST:
        return False
    if kind is Kind.PLAN:
        return not _HANGING[kind].search(phrase)
    if says_shortcoming(phrase):
        return True
    if _HANGING[kind].search(phrase):
        return False
    return not _BARE.match(said[last + 1])


def _after_leading(text: str, start: int, end: int, kind: Kind) -> int:
    while match := _LEADING[kind].match(text, start, end):
        after = _skip(text, match.end(), end)
        if after >= end or after == start:
            break
        start = after
    return start


def _after_but(text: str, span: Span) -> int:
    match = _BUT.match(text, span.start, span.end)
    after = _skip(text, match.end(), span.end) if match else span.start
    return after if after < span.end else span.start


def _colon(text: str, start: int, stop: int) -> int | None:
    found = [i for i in (text.find("：", start, stop), text.find(":", start, stop)) if i >= 0]
    return min(found) if found else None


def _is_label(text: str, kind: Kind) -> bool:
    """A label names a field (“普法方面”) or says nothing (“主要是”); the phrase itself comes after it."""
    text = text.strip()
    if len(text) < _SHORTEST:
        return True
    return kind is not Kind.PLAN and _LABEL.fullmatch(text) is not None and not says_shortcoming(text)


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in _SEPARATORS:
        start += 1
    return start


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1] in _SEPARATORS:
        end -= 1
    return Span(_skip(text, start, end), end)
