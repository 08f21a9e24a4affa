"""Practices that are in no list: names in quotes and number patterns here, those without quotes in ``unquoted``.

A candidate is weighed: the head of the name, what follows the quotes, and the verb that governs them speak for a
practice; formulas, images, aims and complaints speak against. Only the report's own words decide; nothing is looked up
by town. Wordings: ``discovery_words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extractors import discovery_words as words
from kg.extractors.candidates import LONGEST, Candidate
from kg.extractors.folding import fold_label
from kg.extractors.quotes import Quote, quotes
from kg.extractors.recogniser import Hit
from kg.extractors.status import lent_by
from kg.extractors.unquoted import NEEDED, unquoted
from kg.extractors.unquoted_words import CLAUSE_WORDS, LEVEL

_ENOUGH = 1.5
_CERTAIN = 0.9


def discover(text: str, hits: list[Hit], possible: Sequence[re.Pattern[str]] | None = None) -> list[Candidate]:
    """Names of practices in a passage that are not among its known mentions (offsets into ``text``). ``possible``: see
    ``unquoted``."""
    possible = NEEDED.possible(text) if possible is None else possible
    if not possible and words.CLUE.search(text) is None:
        return []
    named = [
        *_quoted(text, hits),
        *_coded(text),
        *_manners(text),
        *unquoted(text, hits, possible),
    ]
    titles = words.titles(text)
    # What a document's title names is what the document regulates; the report may say besides that it is done.
    found = [c for c in named if not any(s < c.end and c.start < e for s, e in titles)]
    if titles:
        found += _columns(text)
    result: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (-c.confidence, c.start, -c.end)):
        # A number pattern before a known name belongs to it: “1+13”应急值守体系.
        clear_of_hits = (
            not any(h.start < candidate.end and candidate.start < h.end for h in hits)
            or candidate.known
            or candidate.code
        )
        clear_of_names = all(c.end <= candidate.start or candidate.end <= c.start for c in result)
        if clear_of_hits and clear_of_names:
            result.append(candidate)
    return sorted(result, key=lambda c: c.start)


def _quoted(text: str, hits: list[Hit]) -> Iterator[Candidate]:
    found = quotes(text)
    for i, quote in enumerate(found):
        inside = [h for h in hits if h.start < quote.outer_end and quote.outer_start < h.end]
        describes_next = quote.after.startswith("的") and (
            (i + 1 < len(found) and found[i + 1].outer_start == quote.outer_end + 1)
            or any(0 <= h.start - quote.outer_end <= 1 for h in hits)
        )
        if describes_next:
            continue
        in_words = "一" <= quote.text[:1] <= "鿿"  # no number pattern begins so
        code = None if in_words else words.CODE.match(fold_label(quote.text))
        if code:
            yield from _code_candidate(text, quote.outer_start, quote.start, quote.end, quote.outer_end, code.group(1))
        elif _is_name(quote, inside):
            score = weigh(quote)
            if score >= _ENOUGH:
                known = inside[0].concept.id if inside else ""
                confidence = min(_CERTAIN, 0.5 + 0.1 * score)
                label, end = _label(text, quote)
                yield Candidate(label, quote.start, end, round(confidence, 2), known=known)


def _is_name(quote: Quote, inside: list[Hit]) -> bool:
    """Whether the quoted words can be a name at all; a known mention within must leave a name of its own."""
    inner = quote.text
    if not 2 <= len(inner) <= LONGEST or words.SLOGANS.match(inner) or words.OCCASION.match(inner):
        return False
    if len(inner) < 3 and not words.HEAD_AFTER.search(quote.after):
        return False
    if words.TOWN_SLOGAN.match(inner) and not (_is_headed(quote) or words.NAME_HEAD.search(inner)):
        return False
    if inside:
        known = sum(min(h.end, quote.end) - h.start for h in inside)
        listed = any(c in inner for c in "，,、")
        # “日排查、周会商、月研判” is one name, though one of its parts is known by itself.
        if any(h.start < quote.start for h in inside) or (listed and 2 * known > len(inner)):
            return False
        if words.SUM.search(inner):
            return all(h.end - h.start < len(inner) for h in inside)
        if len(inside) == 1 and LEVEL.match(inner[: inside[0].start - quote.start]):
            return False
        return len(inner) - known >= 2 and (listed or len(inner) <= 12)
    return True


def _is_headed(quote: Quote) -> bool:
    """Whether what follows makes a practice even of “平安青山”: 小程序, 行动; not 创建, which is striving for a title."""
    if quote.after.startswith(words.STRIVING):
        return False
    return bool(words.PLATFORM_AFTER.match(quote.after) or words.HEAD_AFTER.match(quote.after))


def weigh(quote: Quote) -> float:
    """How much speaks for the quoted words' being the name of a practice; from about -6 to 7."""
    inner = quote.text
    score = 0.0
    if words.NAME_HEAD.search(inner) and len(inner) >= 3:
        score += 2.0
    if "+" in inner or "＋" in inner:
        score += 1.5
    counted = words.ONE_TO_ONE.match(inner) or words.COUNTED.match(inner)
    if counted:
        score += 2.0
    if words.ACTS_AFTER.search(quote.after):
        score += 1.5
    if words.HEAD_AFTER.search(quote.after):
        score += 2.0
    if words.GOVERNED.search(quote.before):
        score += 1.5
    if not words.STRONG_HEAD_AFTER.search(quote.after):
        score -= (0.5 if counted else 3.0) * bool(words.NO_PRACTICE_AFTER.search(quote.after))
        score -= 2.5 * bool(words.NO_PRACTICE_BEFORE.search(quote.before))
    if words.EVENT_AFTER.search(quote.after) or (
        words.TWO_PHRASES.match(inner) and words.ORDER_AFTER.search(quote.after)
    ):
        score -= 4.0
    if "，" in inner or "," in inner:
        score -= 1.0
    return score


def _label(text: str, quote: Quote) -> tuple[str, int]:
    """The name and where it ends. A list of single characters or of levels needs the noun behind it:
    “听、查、议、调、访”五步工作法, “街道—社区—楼组”三级响应机制."""
    parts = quote.text.replace("，", "、").split("、")
    if (len(parts) > 2 and all(len(p) == 1 for p in parts)) or words.LEVELS.search(quote.text):
        head = words.CODE_HEAD.match(text[quote.outer_end :])
        if head:
            return quote.text + head.group(2), quote.outer_end + head.end()
    return quote.text, quote.end


def _code_candidate(text: str, outer: int, start: int, end: int, after: int, code: str) -> Iterator[Candidate]:
    head = words.CODE_HEAD.match(text[after : after + LONGEST])
    if head:
        label = text[start:end].replace("＋", "+") + head.group(2)
        yield Candidate(label, start, after + head.end(), _CERTAIN, code=code)


def _coded(text: str) -> Iterator[Candidate]:
    """Number patterns without quotes need a head: 143调解工作体系."""
    for match in words.CODE_IN_TEXT.finditer(text) if words.PERHAPS_CODE.search(text) else ():
        yield from _code_candidate(text, match.start(), match.start(), match.end(), match.end(), match.group(1))


def _columns(text: str) -> Iterator[Candidate]:
    """Series with a title: 开设《王集说法》短视频专栏."""
    for match in words.COLUMN.finditer(text):
        yield Candidate(match.group("name"), match.start("name"), match.end("name"), 0.7)


def _manners(text: str) -> Iterator[Candidate]:
    """What is done in a manner of its own: 实行“点单式”法律服务."""
    for match in words.MANNER.finditer(text) if words.MANNERED in text else ():
        if words.GOVERNED.search(text[max(0, match.start() - LONGEST) : match.start()]):
            yield Candidate(match["manner"] + match["deed"], match.start("manner"), match.end(), 0.6)


def named_heading(text: str, headings: Sequence[str], hits: list[Hit]) -> Candidate | None:
    """The name that a heading or the beginning of a line is, where what stands above lists projects or trials.

    Under 承担的试点任务: “（三）土地纠纷仲裁巡回庭。”, “诉讼服务站：已完成选址。” ``headings``: nearest first.
    """
    lists = headings[1:] if headings and headings[0] and headings[0] in text else headings
    found = words.LISTED_NAME.match(text) if lent_by(lists) is not None else None
    if found is None:
        return None
    group = "quoted" if found["quoted"] else "name"
    start, end = found.span(group)
    if any(h.start < end and start < h.end for h in hits) or CLAUSE_WORDS.search(found[group]):
        return None
    return None if lent_by([found[group]]) else Candidate(found[group], start, end, 0.6)
