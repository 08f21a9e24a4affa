"""What a figure counts, as written: the words before it (排查隐患165项) or after it (聘请2名律师)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extractors.figure_words import CARRIERS, CONTINUATIONS, OPENERS, PREDICATES, PREPOSITIONS, TRAILERS, VERBS
from kg.extractors.figures import Figure

LONGEST = 40


@dataclass(frozen=True, slots=True)
class Counted:
    """``start``–``end``: the words that say what is counted, at most 40 characters of the sentence.

    ``core_start``–``core_end`` is the narrowest part of it, without the clause that it goes on from.
    """

    start: int
    end: int
    core_start: int
    core_end: int


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


_OPENER = re.compile("(?:" + "|".join(p for p, _ in OPENERS) + ")")
_TRAILER = re.compile("(?:" + "|".join(p for p, _ in TRAILERS) + ")$")
_CARRIER = re.compile(_alternatives(CARRIERS))
_VERB = re.compile(f"(?:{_alternatives(VERBS)})(?![员室队会站所率庭点器])")
_ENDS_IN_VERB = re.compile(f"(?:{_alternatives([*VERBS, *CARRIERS])})了?$")
_ONLY_VERB = re.compile(f"(?:(?:{_alternatives([*VERBS, *CARRIERS])}|成功|并|了)+)")
_PREPOSITION = re.compile(_alternatives(PREPOSITIONS))
_BARE_PREPOSITION = re.compile(f"(?:{_alternatives(PREPOSITIONS)}|的|中)$")
_PREDICATE = re.compile("|".join(p for p, _ in PREDICATES))
_STARTS_PREDICATE = re.compile(f"(?:{'|'.join(p for p, _ in PREDICATES)}|{_alternatives([*VERBS, *CARRIERS])})")
_CONTINUATION = re.compile("(?:" + "|".join(p for p, _ in CONTINUATIONS) + ")")
_MID_ADVERB = re.compile(
    r"全年|(?<![公])共(?![享建治性同产青识有])|共有|累计|现有|合计|先后|目前|(?<![业自])已(?!婚)|仅有|年内|今年|均(?!衡)|各有|一年(?!级)"
)
_QUOTES = re.compile(r"“[^“”]{0,60}”|「[^「」]{0,60}」|《[^《》]{0,100}》|[（(][^（()）]{0,40}[)）]")
_VAGUE_NOUN = re.compile(r"(?:人员|人|成员|同志|问题|事项|案件|的)")
_FEW_WORDS = 20


def counted(text: str, figure: Figure, following: Figure | None, previous: Counted | None) -> Counted | None:
    """What ``figure`` counts in the sentence ``text``; None where nobody can tell.

    ``following`` is the next figure, ``previous`` what the one before counts (for 化解49宗, 十余学时, 同比下降).
    """
    start, end = _words_before(text, figure)
    before = text[start:end]
    after_start, after_end = _words_after(text, figure, following)
    after = text[after_start:after_end]
    if figure.earlier:
        if before and not _PREPOSITION.fullmatch(before):
            return _span(start, end)
        return previous
    governs = (
        not before or _BARE_PREPOSITION.search(text[figure.clause_start : figure.start]) or _ENDS_IN_VERB.search(before)
    )
    if (
        after
        and (governs or not _STARTS_PREDICATE.match(after))
        and figure.unit.label not in ("%", "个百分点", "百分点")
    ):
        noun = _noun_after(text, after_start, after_end, figure)
        if noun is not None:
            return _attributive(text, figure, start, end, noun, previous)
    if not before:
        return _continued(text, figure, after_start, after_end, previous)
    found = _span(start, end)
    if _CONTINUATION.fullmatch(before) and previous is not None and previous.start < start:
        wide = figure.end if after_end <= after_start else after_end
        reach = end if not before.startswith(("可", "占")) else min(wide, previous.start + LONGEST)
        if reach - previous.start <= LONGEST:
            return Counted(previous.start, reach, start, end)
    return found


def _words_before(text: str, figure: Figure) -> tuple[int, int]:
    """The stretch before the number without openers, trailing words and the circumstances of the deed."""
    start, end = figure.clause_start, figure.words_end
    end = _without_trailers(text, start, end)
    start = _without_openers(text, start, end)
    quotes = [m.span() for m in _QUOTES.finditer(text, start, end)]
    for adverb in _outside(_MID_ADVERB, text, start, end, quotes):
        if adverb.end() < end:
            start = adverb.end()
    start = _without_openers(text, start, end)
    carriers = [m for m in _outside(_CARRIER, text, start, end, quotes) if m.end() < end]
    if carriers:
        start = carriers[-1].end()
        start += 1 if text[start : start + 1] == "了" and start + 1 < end else 0
    elif end - start > _FEW_WORDS or _PREPOSITION.match(text, start) or _follows_figure(text, figure):
        verb = next(iter(_outside(_VERB, text, start, end, quotes)), None)
        if verb is not None:
            start = verb.start()
        elif (preposition := _PREPOSITION.match(text, start)) and preposition.end() < end:
            start = preposition.end()
    start = _without_openers(text, start, end)
    if end - start > LONGEST:
        start = _shorter(text, start, end)
    while start < end and text[start] in " 　”」)）、了":
        start += 1
    return start, _without_trailers(text, start, end)


def _follows_figure(text: str, figure: Figure) -> bool:
    """Whether the words before the number begin right after another figure (46个|村已选聘…138人)."""
    return figure.clause_start > 0 and text[figure.clause_start - 1] not in "，,。；;：:、（(\n"


def _words_after(text: str, figure: Figure, following: Figure | None) -> tuple[int, int]:
    start = figure.end
    bracket = re.compile(r"[（(][^（()）]{1,3}[)）]").match(text, start)  # 1000余册（份）
    start = bracket.end() if bracket else start
    limit = min(len(text), start + 60, following.start if following else len(text))
    quotes = [m.span() for m in _QUOTES.finditer(text, start, limit)]
    stop = next(
        (m.start() for m in _outside(re.compile(r"[，,。；;：:！？\n\t)）]"), text, start, limit, quotes)), limit
    )
    while start < stop and text[start] in " 　的":
        start += 1
    while stop > start and text[stop - 1] in "、 　和及与":
        stop -= 1
    return (start, stop) if text[start : start + 1] not in ("、", "和", "及") else (start, start)


def _noun_after(text: str, start: int, end: int, figure: Figure) -> tuple[int, int] | None:
    """The noun that the figure stands before, up to its predicate."""
    after = text[start:end]
    possessor = after.rfind("的", 0, LONGEST + 8)
    if re.match(r"由|在|以|可|能|具有|涉及|来自|符合|参加|关于|针对|因", after) and 0 < possessor < len(after) - 2:
        start += possessor + 1
        return start, min(end, start + LONGEST)
    if figure.unit.label in ("次", "场", "场次") and (carrier := _CARRIER.match(after)):
        start += carrier.end()  # 先后9次主持召开党委会
        after = text[start:end]
    elif _STARTS_PREDICATE.match(after):
        return None
    quotes = [m.span() for m in _QUOTES.finditer(text, start, end)]
    predicate = next((m for m in _outside(_PREDICATE, text, start, end, quotes) if m.start() > start), None)
    stop = predicate.start() if predicate else end
    quote = next((a for a, _ in quotes if a - start >= 4 and text[a] in "“「"), None)
    if quote is not None and quote < stop:
        stop = quote
    while stop > start and text[stop - 1] in "、 的了":
        stop -= 1
    return (start, stop) if 0 < stop - start <= LONGEST else None


def _attributive(
    text: str, figure: Figure, start: int, end: int, noun: tuple[int, int], previous: Counted | None
) -> Counted:
    """A vague noun (5名|人员) takes the words before the number with it; 可提供3250万元的资金 what came before."""
    before = text[start:end]
    if _VAGUE_NOUN.fullmatch(text, *noun) and start < end and noun[1] - start <= LONGEST:
        return Counted(start, noun[1], *noun)
    if before.startswith("可") and previous is not None and noun[1] - previous.start <= LONGEST:
        return Counted(previous.start, noun[1], *noun)
    return _span(*noun)


def _continued(text: str, figure: Figure, start: int, end: int, previous: Counted | None) -> Counted | None:
    """Nothing before the number: its predicate (其中81项|依托平台办理), or what the figure before counts."""
    if end > start:
        stop = min(end, start + _FEW_WORDS + 4)
        if previous is not None and stop - previous.start <= LONGEST:
            return Counted(previous.start, stop, start, stop)
        return _span(start, stop)
    return previous


def _span(start: int, end: int) -> Counted | None:
    return Counted(start, end, start, end) if start < end else None


def _without_openers(text: str, start: int, end: int) -> int:
    while (opener := _OPENER.match(text, start, end)) is not None and opener.end() > start:
        start = opener.end()
    return start


def _without_trailers(text: str, start: int, end: int) -> int:
    while (trailer := _TRAILER.search(text, max(start, end - 4), end)) is not None and trailer.start() < end:
        end = trailer.start()
    return end


def _shorter(text: str, start: int, end: int) -> int:
    """The last part of a long enumeration that fits: after 等, after the last verb, after 、."""
    for mark in ("等", "的", "、"):
        at = text.rfind(mark, start, end - 2)
        if at >= 0 and end - at - 1 <= LONGEST:
            return at + 1
    return end - LONGEST


def _outside(
    pattern: re.Pattern[str], text: str, start: int, end: int, quotes: Sequence[tuple[int, int]]
) -> list[re.Match[str]]:
    return [m for m in pattern.finditer(text, start, end) if not any(a < m.start() < b for a, b in quotes)]
