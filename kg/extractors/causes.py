"""Causes: what a report gives as reason of its problems, inside a problem's text or in a part of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.heading_wordings import Kind, Wording
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
    Wording(r"归因于|归结为|缘于|源于|(?:关键|根子)在于", "调解效率不高，根子在于信息不通。"),
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
)  # fmt: skip

_REASON = re.compile("|".join(row.pattern for row in REASONS))
_SHORTEST_REASON = 4
_LONGEST_REASON = 60
_LONGEST_SENTENCE = 400  # no further is a reason followed


def reasons_within(report: Report, whole: Span, heading: Span) -> tuple[Span, ...]:
    """Headings of the reasons that a problem's text gives, in order.

    ``heading`` is the problem's own heading, of which no reason is part.
    """
    text, start, end = report.text, whole.start, whole.end
    found: list[Span] = []
    for match in _REASON.finditer(text, start, end):
        if found and match.start() < found[-1].end:
            continue
        near = min(end, match.end() + _LONGEST_SENTENCE)
        span = heading_span(text, match.end(), sentence_end(text, match.end(), near), Kind.CAUSE)
        span = within_passage(report, span)
        inside_heading = span.start < heading.end and heading.start < span.end
        if _SHORTEST_REASON <= span.end - span.start <= _LONGEST_REASON and not inside_heading:
            found.append(span)
    return tuple(found)


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
    for part in _parts(report.text, span) if listing else (span,):
        heading = within_passage(report, part)
        if _SHORTEST_REASON <= heading.end - heading.start <= _LONGEST_REASON:
            yield heading, Span(start, end)


def _parts(text: str, span: Span) -> tuple[Span, ...]:
    """The members of “经费投入有限、人员流动过快”, if each is a cause by itself; else the whole."""
    cuts = [m.start() for m in re.finditer("、", text[span.start : span.end])]
    starts = [span.start, *(span.start + c + 1 for c in cuts)]
    ends = [*(span.start + c for c in cuts), span.end]
    parts = tuple(Span(a, b) for a, b in zip(starts, ends, strict=True))
    whole = all(p.end - p.start >= _SHORTEST_REASON and says_shortcoming(text[p.start : p.end]) for p in parts)
    return parts if whole else (span,)
