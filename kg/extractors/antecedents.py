"""What a figure without words of its own goes back to: 共计62名, 化解6件, 同比下降7%, （上年74份）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.extractors.figure_words import CARRIERS, OPENERS, PREPOSITIONS, VERBS
from kg.extractors.figures import Figure

LONGEST = 40
# Words of a predicate that stand for what is counted where nothing else does.
FEW_WORDS = 20
# A predicate of no more characters says too little alone: 首批41项|已经公布.
_BARE_PREDICATE = 6


class Counted(NamedTuple):
    """``start``–``end``: the words that say what is counted, at most 40 characters of the sentence.

    ``core_start``–``core_end`` is the narrowest part of it, without the clause that it goes on from.
    """

    start: int
    end: int
    core_start: int
    core_end: int


def alternatives(words: Sequence[str]) -> str:
    """Words (themselves patterns) as one pattern, longer ones first."""
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


OPENER = re.compile("(?:" + "|".join(p for p, _ in OPENERS) + ")")
CARRIER = re.compile(f"(?:{alternatives(CARRIERS)})(?![率度量数]|部门|机构|生活|架构)")
PREPOSITION = re.compile(alternatives(PREPOSITIONS))
PLACE = re.compile(r"(?:行政|自然)?(?:村居|村|社区|嘎查|居)(?:[（(].{1,4}[)）])?(?:委会)?")
NAME = re.compile("[“「][^“”「」]{2,20}[”」]")
_VERB_FIRST = re.compile(f"(?:{alternatives([*VERBS, *CARRIERS])})了?")
_CLAUSE_MARK = re.compile("[，,。；;：:\n]")
_DIGIT = re.compile(r"\d")
_SINCE = re.compile("[由从]今?年初$")
# A rule for every village names what its total counts: 每村培养“法律明白人”不少于3名，共62名.
_PER_VILLAGE = re.compile(
    r"每(?:个)?(?:行政村|村民小组|村居|村|社区|嘎查|网格|组|居)(?:[（(].{1,4}[)）])?(?:均|都|至少|各)?"
    r"(?P<what>[^，,。；;\d]{2,24}?)(?:不少于|不低于|至少|不得少于|约|近)?(?:\d+|[一二两三四五六七八九十]+)(?=[^，,。；;])"
)


def nothing_before(text: str, figure: Figure, start: int, end: int, previous: Counted | None) -> Counted | None:
    """The predicate (其中81项|依托平台办理) or, where there is none, what the figure before counts.

    Villages are not meant by a later total: 18个村培养“法律明白人”，共计62名 counts what was last named.
    """
    clause = clause_before(text, figure)
    if clause is not None and (rule := _PER_VILLAGE.match(text, *clause)) is not None:
        return _of_every_village(text, *rule.span("what"))
    if end > start:
        stop = min(end, start + FEW_WORDS + 4)
        if text[stop - 1] in "为到成至":  # 将28个村、180平方公里|划分为96个网格
            return None
        if previous is not None and stop - previous.core_start <= LONGEST and previous.core_start < start:
            return Counted(previous.core_start, stop, start, stop)
        if previous is None and clause is not None and stop - start <= _BARE_PREDICATE:
            back = without_openers(text, *clause)
            if back < clause[1] and not _DIGIT.search(text, *clause) and stop - back <= LONGEST:
                return Counted(back, stop, start, stop)
        return span(start, stop)
    if previous is not None and PLACE.fullmatch(text, previous.core_start, previous.core_end):
        named = list(NAME.finditer(text, previous.core_end, figure.start))
        return span(*named[-1].span()) if named else None
    if previous is None and clause is not None and not _DIGIT.search(text, *clause):
        back = without_openers(text, *clause)
        preposition = PREPOSITION.match(text, back, clause[1])
        back = preposition.end() if preposition else back
        return span(back, clause[1]) if 2 <= clause[1] - back <= LONGEST else None
    return previous


def _of_every_village(text: str, start: int, end: int) -> Counted | None:
    """The words of the rule; after a bare verb (每村培育3名) what the sentence names in quotes before it."""
    if (verb := _VERB_FIRST.match(text, start, end)) is None or verb.end() < end:
        return span(start, end)
    named = list(NAME.finditer(text, 0, start))
    return span(*named[-1].span()) if named else span(start, end)


def going_on(
    text: str, figure: Figure, start: int, end: int, before_it: Figure | None, previous: Counted | None
) -> Counted | None:
    """A clause that goes on about the one before it: back to what that says."""
    clause = clause_before(text, figure)
    back = None
    if clause is not None and (before_it is None or before_it.end <= clause[0]):
        back = without_openers(text, *clause)
        carriers = list(CARRIER.finditer(text, back, clause[1]))
        if carriers and carriers[-1].end() < clause[1]:
            back = carriers[-1].end()
    elif previous is not None:
        back = previous.core_start
    if back is not None and back < start and end - back <= LONGEST:
        return Counted(back, end, start, end)
    return span(start, end)


def deed_of_clause(
    text: str, figure: Figure, start: int, end: int, before_it: Figure | None, previous: Counted | None
) -> Counted | None:
    """A deed without object (全年开展186场): the practice in quotes that the sentence opened with, else as usual."""
    wide = going_on(text, figure, start, end, before_it, previous)
    clause = clause_before(text, figure)
    if clause is None or (before_it is not None and before_it.end > clause[0]):
        return wide
    named = list(NAME.finditer(text, max(0, clause[0] - 60), clause[1]))
    if named and named[-1].end() == clause[1]:
        return wide
    opened = [m for m in named if _VERB_FIRST.search(text, max(0, m.start() - 4), m.start()) and m.end() <= clause[0]]
    return span(*opened[-1].span()) if opened else wide


def deed_on_what(
    text: str, figure: Figure, start: int, end: int, before_it: Figure | None, previous: Counted | None
) -> Counted | None:
    """A verb alone (全年审查41件) after a clause without figures: with that clause where both are short enough."""
    clause = clause_before(text, figure)
    if clause is None or previous is not None or (before_it is not None and before_it.end > clause[0]):
        return span(start, end)
    back = without_openers(text, *clause)
    preposition = PREPOSITION.match(text, back, clause[1])
    back = preposition.end() if preposition else back
    if back < clause[1] and end - back <= LONGEST:
        return Counted(back, end, start, end)
    return span(start, end)


def earlier(text: str, start: int, end: int, previous: Counted | None) -> Counted | None:
    """“法律明白人”由年初|的54人; without words of its own the figure before tells: 审查136件，比2022年的97件…"""
    if start == end or PREPOSITION.fullmatch(text, start, end):
        if previous is None:
            return None
        return Counted(previous.core_start, previous.core_end, previous.core_start, previous.core_end)
    since = _SINCE.search(text, start, end)
    return Counted(start, end, start, since.start() if since and since.start() > start else end)


def clause_before(text: str, figure: Figure) -> tuple[int, int] | None:
    """The clause before the figure's, if a comma joins them."""
    end = figure.clause_start - 1
    if end <= 0 or text[end] not in "，,":
        return None
    floor = max(0, end - 60)
    marks = [mark.end() for mark in _CLAUSE_MARK.finditer(text, floor, end)]
    return marks[-1] if marks else floor, end


def span(start: int, end: int) -> Counted | None:
    """A stretch that is its own core; None where it is empty."""
    return Counted(start, end, start, end) if start < end else None


def without_openers(text: str, start: int, end: int) -> int:
    """Where a clause begins after 其中, 今年以来, 全镇共 …"""
    while (opener := OPENER.match(text, start, end)) is not None and opener.end() > start:
        start = opener.end()
    return start
