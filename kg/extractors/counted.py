"""What a figure counts, as written: the words before it (排查隐患165项) or after it (聘请2名律师)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extractors.antecedents import (
    CARRIER,
    FEW_WORDS,
    LONGEST,
    PLACE,
    PREPOSITION,
    Counted,
    alternatives,
    clause_before,
    deed_of_clause,
    deed_on_what,
    earlier,
    going_on,
    nothing_before,
    span,
    without_openers,
)
from kg.extractors.figure_words import CARRIERS, CHANGES, CONTINUATIONS, PREDICATES, PREPOSITIONS, TRAILERS, VERBS
from kg.extractors.figures import Figure

_APART = re.compile("(?:分别|依次|各自)(?:为|是|有|达到?|计)?$")
_JOINT = re.compile("、|以及|[和及与]")
_NO_SUFFIX = "(?![员室队会站所率庭点器栏云]|网(?!格)|中心|数(?![据字])|委(?!派|托)|组织|平台|工作(?!者)|行动|活动|方案|专项|体系|机制|能力|格局|制度|模式)"
_TRAILER = re.compile("(?:" + "|".join(p for p, _ in TRAILERS) + ")$")
_VERB = re.compile(f"(?:{alternatives(VERBS)}){_NO_SUFFIX}")
_ENDS_IN_VERB = re.compile(f"(?:{alternatives([*VERBS, *CARRIERS])})了?$")
# A deed without an object: what it was done to stands in the clause before.
_BARE = re.compile(f"(?:{alternatives(CARRIERS)}|[办开演讲])了?")
_ONLY_VERB = re.compile(f"(?:{alternatives(VERBS)})了?")
_DEED = re.compile(f"(?:(?:{alternatives(VERBS)}|按期|按时|全部|退回|补正|废止|撤回|修改|修订|打通|胜诉|败诉)了?)+")
_ABOUT = re.compile("针对|对(?!接|象|照)")
_FALLBACK_PREPOSITION = re.compile("通过(?!率)|对照|结合|依托|围绕|针对|按照|根据|利用|借助|对|向|由|将|把|与|从|让")
_BARE_PREPOSITION = re.compile(f"(?:{alternatives(PREPOSITIONS)}|的|中)$")
# Means, places and occasions after a preposition: what was done begins after them (依托大集、巡演等方式普法41场次).
_MEANS = re.compile("方式|形式|渠道|途径|载体|契机|抓手|时机|节点|节日|手段|时段|时间(?!段)")
# 网格员组成的|“1+3+N”网格队伍: who or how is no part of what is counted.
_FORMED = re.compile(".*(?:组成|构成)的|(?:组建|成立|建立|设立|印制|编印|制作|提供|作出|做出)的")
_PART = re.compile("其中|包括|含")
# Parts that do not name what they are parts of: 化解纠纷32宗，其中涉及山林9宗.
_NO_NOUN = re.compile("涉及|属于?|涉|来自|重大疑难$|疑难复杂$|[重特]大$|疑难$|复杂$|简易$|一般$|书面$|口头$")
_PREDICATE = re.compile("|".join(p for p, _ in PREDICATES))
_STARTS_PREDICATE = re.compile(
    f"(?!以案|集体[土经])(?:{'|'.join(p for p, _ in PREDICATES)}|(?:{alternatives([*VERBS, *CARRIERS])}){_NO_SUFFIX})"
)
_DEED_AT_END = re.compile("(?:召开|举办|举行|开展)$")
_CONTINUATION = re.compile("(?:" + "|".join(p for p, _ in CONTINUATIONS) + ")")
# Continuations that say enough alone, where a figure stands between them and what they go on about.
_TELLING = re.compile("受众|观众|占(?!比).{2,10}")
_CHANGE = re.compile(CHANGES)
_MID_ADVERB = re.compile(
    r"全年|(?<!公)共(?![享建治性同产青识有])|共有|累计|现有|合计|先后|目前|(?<![业自])已(?!婚)|仅有|年内|今年|(?<![人平])均(?!衡)|各有|一年(?!级)"
)
_QUOTES = re.compile(r"“[^“”]{0,60}”|「[^「」]{0,60}」|《[^《》]{0,100}》|[（(][^（()）]{0,40}[)）]")
_QUOTE = re.compile("[“「《（(]")
_STOP = re.compile(r"[，,。；;：:！？\n\t)）]|[（(](?![^（()）\d]{1,6}[)）])")
_SHORT_BRACKET = re.compile(r"[（(][^（()）]{1,3}[)）]")
_VAGUE_NOUN = re.compile("(?:人员|人|成员|同志|问题|事项|案件)")
_ATTAINED = re.compile("达到|创成|获|被|通过|建成|完成|实现")
_RATES = ("%", "个百分点", "百分点")


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
        if figure.replaced:
            noun = _noun_after(text, *_words_after(text, figure, following), figure, False)
            return span(*noun) if noun else None
        return earlier(text, start, end, previous)
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
        return nothing_before(text, figure, after_start, after_end, previous)
    if previous is not None and _PART.match(raw) and _NO_NOUN.match(words) and end - previous.core_start <= LONGEST:
        return Counted(previous.core_start, end, start, end)
    clause = clause_before(text, figure)
    if before_it is not None and (clause is None or before_it.end > clause[0]) and _TELLING.fullmatch(words):
        return span(start, end)
    if _CHANGE.fullmatch(words) or _CONTINUATION.fullmatch(words):
        return going_on(text, figure, start, end, before_it, previous)
    if _BARE.fullmatch(words):
        return deed_of_clause(text, figure, start, end, before_it, previous)
    if _ONLY_VERB.fullmatch(words) and not (after_start < after_end):
        return deed_on_what(text, figure, start, end, before_it, previous)
    return span(start, end)


def told_apart(text: str, figures: Sequence[Figure]) -> dict[int, Counted]:
    """What figures count that 分别 gives each its own: 土地、婚姻类纠纷|分别为96起和71起; by their index."""
    found: dict[int, Counted] = {}
    for first, figure in enumerate(figures):
        apart = _APART.search(text, figure.clause_start, figure.start) if first not in found else None
        if apart is None:
            continue
        last = first
        while last + 1 < len(figures) and _JOINT.fullmatch(text, figures[last].end, figures[last + 1].start):
            last += 1
        start = without_openers(text, figure.clause_start, apart.start())
        cuts = [m.span() for m in _JOINT.finditer(text, start, apart.start())]
        names = list(zip([start, *(b for _, b in cuts)], [*(a for a, _ in cuts), apart.start()], strict=True))
        if len(names) != last + 1 - first or len(names) < 2 or any(b - a < 2 for a, b in names):
            continue
        for i, (left, right) in enumerate(names, first):
            deed = _ONLY_VERB.fullmatch(text, left, right) is not None  # 排查、化解纠纷: of the same things
            end = min(apart.start(), left + LONGEST) if deed else min(right, left + LONGEST)
            found[i] = Counted(left, end, left, min(right, end))
    return found


def is_bare(words: str) -> bool:
    """Whether the words name a deed and nothing that was done: 开展."""
    return _BARE.fullmatch(words) is not None


def is_change(words: str) -> bool:
    """Whether the words say by how much something changed: 比上年提高."""
    return _CHANGE.fullmatch(words) is not None


def is_deed(words: str) -> bool:
    """Whether the words are a verb alone, whose object stands with the figure before: 办结, 成功, 退回修改."""
    return is_success(words) or _DEED.fullmatch(words) is not None


def is_success(words: str) -> bool:
    """Whether the words say only that something succeeded."""
    return words == "成功"


def _words_before(text: str, figure: Figure) -> tuple[int, int]:
    """The stretch before the number without openers, trailing words and the circumstances of the deed."""
    start, end = figure.clause_start, figure.words_end
    end = _without_trailers(text, start, end)
    start = without_openers(text, start, end)
    quotes = _quotes(text, start, end)
    for adverb in _outside(_MID_ADVERB, text, start, end, quotes):
        if adverb.end() < end:
            start = adverb.end()
    start = without_openers(text, start, end)
    carriers = [m for m in _outside(CARRIER, text, start, end, quotes) if m.end() < end]
    about = _ABOUT.match(text, start)
    if about and end - about.end() <= FEW_WORDS and not _follows_figure(text, figure):
        start = about.end()  # 对住建领域开展行政检查: the field belongs to what is counted
    elif carriers:
        start = carriers[-1].end()
        start += 1 if text[start : start + 1] == "了" and start + 1 < end else 0
    elif end - start > FEW_WORDS or PREPOSITION.match(text, start) or _follows_figure(text, figure):
        means = _outside(_MEANS, text, start, end - 1, quotes) if PREPOSITION.match(text, start) else []
        start = means[-1].end() if means else start
        verb = next(iter(_outside(_VERB, text, start, end, quotes)), None)
        if verb is not None:
            start = verb.start()
        elif (preposition := _FALLBACK_PREPOSITION.match(text, start)) and preposition.end() < end:
            start = preposition.end()
    start = without_openers(text, start, end)
    if (formed := _FORMED.match(text, start)) and formed.end() < end:
        start = formed.end()
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
    quotes = _quotes(text, start, limit)
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
    elif deeds or (figure.unit.label in ("次", "场", "场次") and CARRIER.match(after)):
        carrier = CARRIER.match(after)
        start += carrier.end() if carrier else 0  # 先后9次主持召开党委会
    elif _STARTS_PREDICATE.match(after):
        return None
    quotes = _quotes(text, start, end)
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
    if noun[1] - noun[0] <= 2 and not PLACE.fullmatch(text, *noun) and _ONLY_VERB.fullmatch(text, *words):
        return Counted(words[0], noun[1], *noun)  # 引导2名群众
    predicate = text[noun[1] : stop]
    brief = noun[1] < stop <= noun[0] + FEW_WORDS + 4 and noun[1] - noun[0] <= 6
    short = brief and predicate[0] not in "“「的由" and not any(c.isdigit() for c in predicate)
    if words[0] == words[1] and short and (not PLACE.fullmatch(text, *noun) or _ATTAINED.match(text, noun[1])):
        return Counted(noun[0], stop, *noun)
    return Counted(*noun, *noun)


def _is_result(text: str, earlier: Figure, figure: Figure) -> bool:
    """Whether the figure is what the earlier one became: 由54人增加到72人."""
    between = text[earlier.end : figure.start]
    return len(between) <= 8 and re.search(r"(?:到|至|为|达)(?:约|近)?$", between) is not None


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


def _quotes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of what stands in quotes or brackets."""
    return [m.span() for m in _QUOTES.finditer(text, start, end)] if _QUOTE.search(text, start, end) else []


def _outside(
    pattern: re.Pattern[str], text: str, start: int, end: int, quotes: Sequence[tuple[int, int]]
) -> list[re.Match[str]]:
    found = pattern.finditer(text, start, end)
    return [m for m in found if not any(a < m.start() < b for a, b in quotes)] if quotes else list(found)
