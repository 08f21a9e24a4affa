"""Practices that are named without quotes: teams, places and institutions that a verb founds or a clause is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from kg.extractors import unquoted_words as words
from kg.extractors.candidates import LONGEST, Candidate
from kg.extractors.needed import Needed
from kg.extractors.recogniser import Hit

_Patterns = Sequence[re.Pattern[str]]
_FOUNDED = (words.FOUNDED, words.OPENING_NAME, words.BUILT_NAME)
_LONG = (words.INSTITUTION, words.FORM, words.APPLICATION)
_SHORT = (words.SHORT_INSTITUTION, words.ASSOCIATION)
_PLAIN = (words.BOUND, words.BOUND_AT_END, words.LEVELLED, words.PARTIES, words.PERFORMED)
_LEAST_BRAND = 2  # characters that a name has of its own before its head
NEEDED = Needed((*_FOUNDED, *_LONG, *_SHORT, *_PLAIN, words.NAMED_TRIAL, words.CAMPAIGN))


def unquoted(text: str, hits: list[Hit], possible: _Patterns) -> Iterator[Candidate]:
    """Names without quotes in a passage; ``hits`` are its known mechanisms, ``possible`` the patterns of ``NEEDED`` that
    may be found in it."""
    if possible:
        yield from _founded(text, hits, possible)
        yield from _institutions(text, hits, possible)
        yield from _trials_and_campaigns(text, hits, possible)


def _matches(patterns: _Patterns, possible: _Patterns, text: str) -> Iterator[re.Match[str]]:
    return chain.from_iterable(pattern.finditer(text) for pattern in patterns if pattern in possible)


def _founded(text: str, hits: list[Hit], possible: _Patterns) -> Iterator[Candidate]:
    """Named teams and places without quotes, founded by a verb or opening a clause.

    One whose head is known by itself is that with a name of its own: 柿林说理堂 is a 说理堂.
    """
    for match in _matches(_FOUNDED, possible, text):
        name = words.OWN_PLACE.sub("", words.LEADING_VERB.sub("", match.group("name")))
        start, end = match.end("name") - len(name), match.end("name")
        inside = [h for h in hits if h.start < end and start < h.end]
        if match.re is not words.FOUNDED and words.CLAUSE_WORDS.search(name):
            continue
        rest = name
        if inside:
            if len(inside) > 1 or inside[0].end != end or inside[0].start <= start:
                continue
            rest = text[start : inside[0].start]
        own = len(words.GENERIC.sub("", rest))
        if own >= (_LEAST_BRAND if inside else 3) and len(name) <= LONGEST:
            yield Candidate(name, start, end, 0.6, known=inside[0].concept.id if inside else "")


def _institutions(text: str, hits: list[Hit], possible: _Patterns) -> Iterator[Candidate]:
    """Institutions of work that a verb founds or runs, with words of their own: 建立季度会商制度.

    One that holds a known mechanism needs more of its own: 筹建保水联合执法办公室.
    """
    for match in _matches((*_LONG, *_SHORT), possible, text):
        needs_brand = match.re in _SHORT
        name = _without_place(match.group("name"), match.start("name"), hits)
        start, end = match.end("name") - len(name), match.end("name")
        inside = [h for h in hits if h.start < end and start < h.end]
        if (
            len(name) > LONGEST
            or name in words.INSTITUTION_HEADS
            or words.NO_NAME.search(name)
            or words.CLAUSE_WORDS.search(name)
            or any(h.start < start or end < h.end for h in inside)
        ):
            continue
        rest = name
        for hit in inside:
            rest = rest.replace(text[hit.start : hit.end], "")
        if words.SOFT_HEAD.search(name) and len(words.CONTENTLESS.sub("", rest)) < _LEAST_BRAND:
            continue  # 运行机制, 党内法规执行机制
        rest = words.GENERIC.sub("", rest)
        if needs_brand:
            rest = words.COMMON_BEFORE_HEAD.sub("", rest)
        # A short head (室, 队, 岗) is left over and is no word of the name's own.
        if len(rest) >= 2 + bool(inside) + needs_brand:
            known = inside[0].concept.id if inside else ""
            yield Candidate(name, start, end, 0.55, known=known, stands_for=False)
    for match in _matches(_PLAIN, possible, text):
        yield Candidate(match.group("name"), *match.span("name"), 0.6)


def _without_place(name: str, start: int, hits: list[Hit]) -> str:
    """A name without the town or a second verb before it; a known mechanism is not cut: 村级法律顾问."""
    bare = words.OWN_PLACE.sub("", words.LEADING_VERB.sub("", name))
    cut = start + len(name) - len(bare)
    return name if any(h.start < cut < h.end for h in hits) else bare


def _trials_and_campaigns(text: str, hits: list[Hit], possible: _Patterns) -> Iterator[Candidate]:
    """What superiors try with the town, and campaigns under a name."""
    for match in _matches((words.NAMED_TRIAL,), possible, text):
        name = match.group("name")
        if len(words.GENERIC.sub("", name)) >= 2 and not words.CLAUSE_WORDS.search(name):
            yield Candidate(name, *match.span("name"), 0.6)
    for match in _matches((words.CAMPAIGN,), possible, text):
        name = match.group("name")
        own = words.COMMON_CAMPAIGN.sub("", name.removesuffix("行动"))
        inside = any(h.start < match.end("name") and match.start("name") < h.end for h in hits)
        if len(own) >= _LEAST_BRAND + 1 and not inside and not words.CLAUSE_WORDS.search(name):
            yield Candidate(name, *match.span("name"), 0.55)
