"""Causes: what a report gives as reason of its problems, inside a problem's text or in a part of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.clauses import split_clauses
from kg.extractors.heading_wordings import Kind, Wording, compiled
from kg.extractors.headings import heading_span, says_shortcoming, sentence_end, within_passage
from kg.extractors.statements import sentences_of, statements, turning_point, turns_to_causes
from kg.model import Report, Role, Span

# After these words, inside a problem's text, stands its reason.
REASONS = (
    Wording(r"(?:主要|多|大多)?(?:还)?是(?:因为|由于|缘于|源于)", "办案质量不高，主要是因为人员流动快，骨干留不住。"),
    Wording(
        r"(?:究其|其|这|主要|根本|直接|深层次)*的?(?:原因|根源|症结)(?:，|：|:|主要)*(?:是|在于|为|：|:)",
        "合同审查不细，究其原因，是专业人员太少。",
    ),
    Wording(r"归因于|归结为|缘于|源于|(?:关键|根子|症结|病根)在于?", "调解效率不高，根子在于信息不通。"),
    Wording(r"(?:归根(?:到底|结底)|说到底|究其根本|追根溯源)[，,]?(?:主要|还)*(?:是|在于)?(?=[^，。；,;]{4,})", "听课的人少，说到底还是讲得太空。"),
    Wording(
        r"主要是(?=[^，。；,;]{4,40}[，,](?:导致|致使|造成|使得?|以致|从而))",
        "文书制作粗糙，主要是岗前培训太少，导致新人上手慢。",
    ),
    Wording(r"由于|(?<!是)因为", "由于专项经费有限，宣传阵地更新慢。"),
    Wording(
        r"(?<![\u4e00-\u9fff])因(?![此而地人案时事材故袭])(?=[^，。；,;]{4,60}[，,]?(?:导致|致使|造成|使得?|难以|无法|不能))",
        "因土地权属资料缺失，导致纠纷久拖不决。",
    ),
    Wording(
        r"(?<![\u4e00-\u9fff])因(?![此而地人案时事材故袭])(?=[^，。；,;]{4,30}(?:多|大|少|高|低|快|长|弱|紧张|不足|有限|滞后|复杂|短缺)[，,])",
        "因历史遗留问题多，调处周期长。",
    ),
    Wording(r"基于(?=[^，。；,;]{4,60}(?:状况|现实|现状|实际|情况|特点)[，,])", "基于外出务工人员多的现状，普法覆盖面不宽。"),
    Wording(
        r"(?<![\u4e00-\u9fff])受(?=[^，。；,;]{2,40}(?:影响|限制|制约|约束|所限)[，,])",
        "受编制总量限制，执法力量难以补充。",
    ),
    Wording(  # a circumstance that reports give as reason without saying so
        r"(?<=[，,。；;])(?:在(?:农村|本地|山区|牧区))?(?=[^，。；,;]{0,12}(?:青壮年|年轻人|劳动力)[^，。；,;]{0,8}(?:外出|在外|务工|流失)[^，。；,;]{0,6}[，,])",
        "全镇点多面广，青壮年外出务工多，普法教育组织难。",
    ),
)  # fmt: skip

# After these words, right behind a shortcoming, stands its reason if that falls short too (not “主要是发传单”).
SHORT_REASONS = (Wording(r"(?<=[，,；;])主要是(?=[^，。；,;]{4,40})", "责任传导不够，主要是部分站所认识不足。"),)

_REASON = re.compile("|".join(row.pattern for row in REASONS))
_SHORT_REASON = compiled(SHORT_REASONS)
_BOTH = re.compile(
    r"(?:既|一方面)有(?:[主客]观(?:上|方面)?的?)?([^，。；]{4,40}?)(?:的?(?:[主客]观)?(?:方面)?的?(?:因素|原因|方面))?[，,、]"
    r"(?:也|又|更|另一方面)有(?:[主客]观(?:上|方面)?的?)?([^，。；]{4,40}?)(?:的?(?:[主客]观)?(?:方面)?的?(?:因素|原因|方面))?$"
)
_AS_SUCH = re.compile(r"(?:(?<=[^，。；、]{4})的?(?:客观|主观)?的?(?:困难|问题|情况|原因|因素|现象|实际))?$")
_AND = re.compile("、|以及|及|和")
_QUOTES = re.compile("[“”‘’（）()《》]")
_FOLLOWS = re.compile(
    r"\s*(?:导致|致使|造成|使得?|以致|从而|影响|因而|因此|所以|难以|无法|不能|很难|(?:还|仍|也|都|均|较|比较)|不|未|没|缺|有待)"
)
_HALF = ("；", ";")
_SHORTEST_REASON = 4
_LONGEST_REASON = 60
_LONGEST_SENTENCE = 400  # no further is a reason followed


def reasons_within(report: Report, whole: Span, heading: Span) -> tuple[Span, ...]:
    """Headings of the reasons that a problem's text gives, in order.

    ``heading`` is the problem's own heading, of which no reason is part.
    """
    text, start, end = report.text, whole.start, whole.end
    found: list[Span] = []
    for match in _openings(text, start, end):
        if found and match.start() < found[-1].end:
            continue
        near = min(end, match.end() + _LONGEST_SENTENCE)
        span = heading_span(text, match.end(), sentence_end(text, match.end(), near), Kind.CAUSE)
        span = within_passage(report, span)
        if match.re is _SHORT_REASON and not says_shortcoming(text[span.start : span.end]):
            continue
        inside_heading = span.start < heading.end and heading.start < span.end
        if _SHORTEST_REASON <= span.end - span.start <= _LONGEST_REASON and not inside_heading:
            found.append(span)
    return tuple(found)


def _openings(text: str, start: int, end: int) -> list[re.Match[str]]:
    found = [*_REASON.finditer(text, start, end), *_SHORT_REASON.finditer(text, start, end)]
    return sorted(found, key=lambda match: (match.start(), -match.end()))


def stated_causes(report: Report) -> tuple[tuple[Span, Span], ...]:
    """Causes told apart from single problems, as (heading, whole text): a causes section's items, or a sentence
    after the problems (“造成这些问题的原因，主要在于…”), which may list several."""
    found: list[tuple[Span, Span]] = []
    for statement in statements(report, Role.CAUSES):
        end = turning_point(report, statement)
        found.extend(_headed(report, statement.start, end, listing=not statement.numbered))
    for told in sentences_of(report, Role.PROBLEMS):
        apart = turns_to_causes(report.text[told.start : told.end])
        if apart and not any(whole.start <= told.start < whole.end for _, whole in found):
            found.extend(_headed(report, told.start, told.end, listing=True))
    found.sort(key=lambda pair: pair[0].start)
    return tuple(found)


def _headed(report: Report, start: int, end: int, listing: bool) -> Iterator[tuple[Span, Span]]:
    span = heading_span(report.text, start, end, Kind.CAUSE)
    for part in _members(report.text, start, span, end) if listing else (span,):
        heading = within_passage(report, part)
        if _SHORTEST_REASON - 1 <= heading.end - heading.start <= _LONGEST_REASON:  # 编制少 says it all
            yield heading, Span(start, end)


def _members(text: str, start: int, first: Span, end: int) -> Iterator[Span]:
    """The causes that a sentence lists, of which ``first`` is the heading: “既有A，也有B”, “A、B和C”, “A，B，C”."""
    stop = sentence_end(text, first.start, end)
    if both := _BOTH.match(text, first.start, stop):
        yield from (Span(*both.span(group)) for group in (1, 2))
        return
    yield from _parts(text, first)
    if text[stop : stop + 1] in _HALF or text[max(0, start - 2) : start].strip()[-1:] in _HALF:
        return  # of sentences parted by ； each is a cause, and its further clauses explain it
    for left, right in split_clauses(text[first.end : stop]):
        clause = heading_span(text, first.end + left, first.end + right, Kind.CAUSE)
        said = text[clause.start : clause.end]
        if says_shortcoming(said) and not _FOLLOWS.match(said) and not _QUOTES.search(said):
            yield from _parts(text, clause)


def _parts(text: str, span: Span) -> tuple[Span, ...]:
    """The members of “经费投入有限、人员流动过快和培训不足”, if each is a cause by itself; else the whole."""
    span = Span(span.start, _AS_SUCH.search(text, span.start, span.end).start())  # type: ignore[union-attr]
    cuts = [m.span() for m in _AND.finditer(text, span.start, span.end)]
    starts = [span.start, *(right for _, right in cuts)]
    ends = [*(left for left, _ in cuts), span.end]
    parts = tuple(Span(a, b) for a, b in zip(starts, ends, strict=True))
    if _QUOTES.search(text, span.start, span.end):
        return (span,)
    whole = all(p.end - p.start >= _SHORTEST_REASON and says_shortcoming(text[p.start : p.end]) for p in parts)
    return parts if whole else (span,)
