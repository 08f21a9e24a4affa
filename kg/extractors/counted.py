"""What a figure counts, as written: the words before it (排查隐患165项) or after it (聘请2名律师)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extractors.figure_words import (
    CARRIERS,
    CHANGES,
    CONTINUATIONS,
    OPENERS,
    PREDICATES,
    PREPOSITIONS,
    TRAILERS,
    VERBS,
)
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


_NO_SUFFIX = "(?![员室队会站所率庭点器栏]|中心|数)"
_OPENER = re.compile("(?:" + "|".join(p for p, _ in OPENERS) + ")")
_TRAILER = re.compile("(?:" + "|".join(p for p, _ in TRAILERS) + ")$")
_CARRIER = re.compile(f"(?:{_alternatives(CARRIERS)})(?![率度量数]|部门|机构|生活|架构)")
_VERB = re.compile(f"(?:{_alternatives(VERBS)}){_NO_SUFFIX}")
_ENDS_IN_VERB = re.compile(f"(?:{_alternatives([*VERBS, *CARRIERS])})了?$")
# A deed without an object: what it was done to stands in the clause before.
_BARE = re.compile(f"(?:{_alternatives(CARRIERS)}|[办开演讲])了?")
_ONLY_VERB = re.compile(f"(?:{_alternatives(VERBS)})了?")
_PREPOSITION = re.compile(_alternatives(PREPOSITIONS))
_ABOUT = re.compile("针对|对(?!接|象|照)")
_FALLBACK_PREPOSITION = re.compile("通过|对照|结合|依托|围绕|针对|按照|根据|利用|借助|对|向|由|将|把|与|从|让")
_BARE_PREPOSITION = re.compile(f"(?:{_alternatives(PREPOSITIONS)}|的|中)$")
_PREDICATE = re.compile("|".join(p for p, _ in PREDICATES))
_STARTS_PREDICATE = re.compile(
    f"(?!以案|集体[土经])(?:{'|'.join(p for p, _ in PREDICATES)}|{_alternatives([*VERBS, *CARRIERS])})"
)
_DEED_AT_END = re.compile("(?:召开|举办|举行|开展)$")
_SINCE = re.compile("[由从]今?年初$")
_CONTINUATION = re.compile("(?:" + "|".join(p for p, _ in CONTINUATIONS) + ")")
_CHANGE = re.compile(CHANGES)
_MID_ADVERB = re.compile(
    r"全年|(?<!公)共(?![享建治性同产青识有])|共有|累计|现有|合计|先后|目前|(?<![业自])已(?!婚)|仅有|年内|今年|(?<![人平])均(?!衡)|各有|一年(?!级)"
)
_QUOTES = re.compile(r"“[^“”]{0,60}”|「[^「」]{0,60}」|《[^《》]{0,100}》|[（(][^（()）]{0,40}[)）]")
_STOP = re.compile(r"[，,。；;：:！？\n\t)）]|[（(](?![^（()）\d]{1,6}[)）])")
_NAME = re.compile("[“「][^“”「」]{2,20}[”」]")
_SHORT_BRACKET = re.compile(r"[（(][^（()）]{1,3}[)）]")
_VAGUE_NOUN = re.compile("(?:人员|人|成员|同志|问题|事项|案件)")
_PLACE = re.compile(r"(?:行政|自然)?(?:村居|村|社区|嘎查|居)(?:[（(].{1,4}[)）])?(?:委会)?")
_ATTAINED = re.compile("达到|创成|获|被|通过|建成|完成|实现")
_RATES = ("%", "个百分点", "百分点")
_FEW_WORDS = 20


def counted(
    text: str, figure: Figure, following: Figure | None, before_it: Figure | None, previous: Counted | None
) -> Counted | None:
    """What ``figure`` counts in the sentence ``text``; None where nobody can tell.

    ``following`` and ``before_it`` are the neighbouring figures, ``previous`` what ``before_it`` counts (needed for
    化解49宗, 十余学时, 同比下降7%).
    """
    start, end = _words_before(text, figure)
    words = text[start:end]
    if figure.earlier:
        return _earlier(text, start, end, previous)
    if before_it is not None and before_it.earlier and previous is not None and _is_result(text, before_it, figure):
        return Counted(previous.core_start, previous.core_end, previous.core_start, previous.core_end)
    after_start, after_end = _words_after(text, figure, following)
    raw = text[figure.clause_start : figure.start]
    if after_start < after_end and figure.unit.label not in _RATES:
        after = text[after_start:after_end]
        governs = not words or _BARE_PREPOSITION.search(raw) or _ENDS_IN_VERB.search(words)
        deeds = _BARE.fullmatch(words) and figure.unit.label in ("次", "场", "场次")
        if deeds or (governs or not _STARTS_PREDICATE.match(after)):
            noun = _noun_after(text, after_start, after_end, figure, bool(deeds))
            if noun is not None:
                last = following is None or after_end < following.start - 1
                return _attributive(text, figure, (start, end), noun, after_end if last else noun[1], previous)
    if not words:
        return _nothing_before(text, figure, after_start, after_end, previous)
    if _CHANGE.fullmatch(words) or _CONTINUATION.fullmatch(words):
        return _going_on(text, figure, start, end, before_it, previous)
    if _BARE.fullmatch(words):
        return _going_on(text, figure, start, end, before_it, previous)
    return _span(start, end)


def is_bare(words: str) -> bool:
    """Whether the words name a deed and nothing that was done: 开展."""
    return _BARE.fullmatch(words) is not None


def is_change(words: str) -> bool:
    """Whether the words say by how much something changed: 比上年提高."""
    return _CHANGE.fullmatch(words) is not None


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
    about = _ABOUT.match(text, start)
    if about and end - about.end() <= _FEW_WORDS and not _follows_figure(text, figure):
        start = about.end()  # 对住建领域开展行政检查: the field belongs to what is counted
    elif carriers:
        start = carriers[-1].end()
        start += 1 if text[start : start + 1] == "了" and start + 1 < end else 0
    elif end - start > _FEW_WORDS or _PREPOSITION.match(text, start) or _follows_figure(text, figure):
        verb = next(iter(_outside(_VERB, text, start, end, quotes)), None)
        if verb is not None:
            start = verb.start()
        elif (preposition := _FALLBACK_PREPOSITION.match(text, start)) and preposition.end() < end:
            start = preposition.end()
    start = _without_openers(text, start, end)
    if end - start > LONGEST:
        start = _shorter(text, start, end)
    while start < end and text[start] in " 　”」)）、了":
        start += 1
    end = _without_trailers(text, start, end)
    if (deed := _DEED_AT_END.search(text, start, end)) and deed.start() > start:
        end = deed.start()  # 党政联席会|召开4次
    return start, end


def _follows_figure(text: str, figure: Figure) -> bool:
    """Whether the words before the number begin right after another figure (46个|村已选聘…138人)."""
    return figure.clause_start > 0 and text[figure.clause_start - 1] not in "，,。；;：:、（(\n"


def _words_after(text: str, figure: Figure, following: Figure | None) -> tuple[int, int]:
    start = figure.end
    bracket = _SHORT_BRACKET.match(text, start)  # 1000余册（份）
    start = bracket.end() if bracket else start
    limit = min(len(text), start + 60, following.start if following else len(text))
    quotes = [m.span() for m in _QUOTES.finditer(text, start, limit)]
    stop = next((m.start() for m in _outside(_STOP, text, start, limit, quotes)), limit)
    while start < stop and text[start] in " 　的":
        start += 1
    if text[start : start + 1] in ("、", "和", "及", "（", "("):
        return start, start
    while stop > start and text[stop - 1] in "、 　":
        stop -= 1
    if following is not None and stop == following.start and text[stop - 1] in "和及与":
        stop -= 1
    return start, max(start, stop)


def _noun_after(text: str, start: int, end: int, figure: Figure, deeds: bool) -> tuple[int, int] | None:
    """The noun that the figure stands before, up to its predicate."""
    after = text[start:end]
    possessor = after.rfind("的", 0, LONGEST + 8)
    if re.match(r"由|在|以|可|能|具有|涉及|来自|符合|参加|关于|针对|因", after) and 0 < possessor < len(after) - 2:
        start += possessor + 1
    elif deeds or (figure.unit.label in ("次", "场", "场次") and _CARRIER.match(after)):
        carrier = _CARRIER.match(after)
        start += carrier.end() if carrier else 0  # 先后9次主持召开党委会
    elif _STARTS_PREDICATE.match(after):
        return None
    quotes = [m.span() for m in _QUOTES.finditer(text, start, end)]
    stop = next((m.start() for m in _outside(_PREDICATE, text, start, end, quotes) if m.start() > start), end)
    quote = next((a for a, _ in quotes if a - start >= 4 and text[a] in "“「"), None)
    if quote is not None and quote < stop:
        stop = quote
    while stop > start and text[stop - 1] in "、 的了":
        stop -= 1
    return (start, stop) if 0 < stop - start <= LONGEST else None


def _attributive(
    text: str, figure: Figure, words: tuple[int, int], noun: tuple[int, int], stop: int, previous: Counted | None
) -> Counted:
    """The noun after the number, with as much around it as it needs to be understood.

    A vague noun (5名|人员) takes the words before the number, 对 … and a subject of few words their predicate.
    """
    raw = text[figure.clause_start : figure.start].lstrip()
    if raw.startswith("可") and previous is not None and noun[1] - previous.core_start <= LONGEST:
        return Counted(previous.core_start, noun[1], *noun)
    if raw.startswith("对") and noun[1] < stop <= noun[0] + LONGEST:
        return Counted(noun[0], stop, noun[0], stop)
    if _VAGUE_NOUN.fullmatch(text, *noun) and words[0] < words[1] and noun[1] - words[0] <= LONGEST:
        return Counted(words[0], noun[1], *noun)
    if noun[1] - noun[0] <= 2 and not _PLACE.fullmatch(text, *noun) and _ONLY_VERB.fullmatch(text, *words):
        return Counted(words[0], noun[1], *noun)  # 引导2名群众
    short = noun[1] < stop <= noun[0] + _FEW_WORDS + 4 and noun[1] - noun[0] <= 6 and text[noun[1]] not in "“「的"
    if words[0] == words[1] and short and (not _PLACE.fullmatch(text, *noun) or _ATTAINED.match(text, noun[1])):
        return Counted(noun[0], stop, *noun)
    return Counted(*noun, *noun)


def _earlier(text: str, start: int, end: int, previous: Counted | None) -> Counted | None:
    """“法律明白人”由年初|的54人; without words of its own the figure before tells: 审查136件，比2022年的97件…"""
    if start == end or _PREPOSITION.fullmatch(text, start, end):
        if previous is None:
            return None
        return Counted(previous.core_start, previous.core_end, previous.core_start, previous.core_end)
    since = _SINCE.search(text, start, end)
    return Counted(start, end, start, since.start() if since and since.start() > start else end)


def _is_result(text: str, earlier: Figure, figure: Figure) -> bool:
    """Whether the figure is what the earlier one became: 由54人增加到72人."""
    between = text[earlier.end : figure.start]
    return len(between) <= 8 and re.search(r"(?:到|至|为|达)(?:约|近)?$", between) is not None


def _nothing_before(text: str, figure: Figure, start: int, end: int, previous: Counted | None) -> Counted | None:
    """The predicate (其中81项|依托平台办理) or, where there is none, what the figure before counts.

    Villages are not meant by a later total: 18个村培养“法律明白人”，共计62名 counts what was last named.
    """
    if end > start:
        stop = min(end, start + _FEW_WORDS + 4)
        if previous is not None and stop - previous.core_start <= LONGEST and previous.core_start < start:
            return Counted(previous.core_start, stop, start, stop)
        return _span(start, stop)
    if previous is not None and _PLACE.fullmatch(text, previous.core_start, previous.core_end):
        named = list(_NAME.finditer(text, previous.core_end, figure.start))
        return _span(*named[-1].span()) if named else None
    return previous


def _going_on(
    text: str, figure: Figure, start: int, end: int, before_it: Figure | None, previous: Counted | None
) -> Counted | None:
    """A clause that goes on about the one before it: back to what that says."""
    clause = _clause_before(text, figure)
    back = None
    if clause is not None and (before_it is None or before_it.end <= clause[0]):
        back = _without_openers(text, *clause)
        carriers = list(_CARRIER.finditer(text, back, clause[1]))
        if carriers and carriers[-1].end() < clause[1]:
            back = carriers[-1].end()
    elif previous is not None:
        back = previous.core_start
    if back is not None and back < start and end - back <= LONGEST:
        return Counted(back, end, start, end)
    return _span(start, end)


def _clause_before(text: str, figure: Figure) -> tuple[int, int] | None:
    """The clause before the figure's, if a comma joins them."""
    end = figure.clause_start - 1
    if end <= 0 or text[end] not in "，,":
        return None
    floor = max(0, end - 60)
    start = max((text.rfind(mark, floor, end) for mark in "，,。；;：:\n"), default=-1)
    return max(start + 1, floor), end


def _span(start: int, end: int) -> Counted | None:
    return Counted(start, end, start, end) if start < end else None


def _without_openers(text: str, start: int, end: int) -> int:
    while (opener := _OPENER.match(text, start, end)) is not None and opener.end() > start:
        start = opener.end()
    return start


def _without_trailers(text: str, start: int, end: int) -> int:
    while (trailer := _TRAILER.search(text, max(start, end - 4), end)) is not None and start < end:
        end = trailer.start()
    return end


def _shorter(text: str, start: int, end: int) -> int:
    """The last part of a long enumeration that fits: after 等, after 的, after 、."""
    for mark in ("等", "的", "、"):
        at = text.rfind(mark, start, end - 2)
        if at >= 0 and end - at - 1 <= LONGEST:
            return at + 1
    return end - LONGEST


def _outside(
    pattern: re.Pattern[str], text: str, start: int, end: int, quotes: Sequence[tuple[int, int]]
) -> list[re.Match[str]]:
    return [m for m in pattern.finditer(text, start, end) if not any(a < m.start() < b for a, b in quotes)]
