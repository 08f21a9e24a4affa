"""A text cut at every place where a sentence, a name or a copied stretch begins or ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from kg.analysis.reading.answers import Paragraph, Segment
from kg.model import Span
from kg.reports.markers import begins_with_marker

Spans = Mapping[int, Sequence[Span]]
_SENTENCES = frozenset("。；;！？")
_LONGEST = 40  # characters of a heading
_MARKER = 8  # characters that a heading's number takes at most: （十二）, 第十二，


def paragraphs(
    text: str, facts: Spans, words: Spans, copies: Spans, sentences: Spans, headings: Iterable[str] = ()
) -> tuple[Paragraph, ...]:
    """``text`` as lines of segments, each knowing what covers it; line breaks end their line.

    What is given covers spans within the text (``within``), by the number it is known by. ``headings`` are headings
    without their markers.
    """
    lines = _lines(text)
    layers = (facts, words, copies, sentences)
    places = {place for line in lines for place in line}
    places |= {place for layer in layers for spans in layer.values() for one in spans for place in (one.start, one.end)}
    cuts = sorted(places)
    covering = [_covering(cuts, layer) for layer in layers]
    found = []
    titles = frozenset(heading for heading in headings if heading)
    for start, end in lines:
        first, last = bisect_left(cuts, start), bisect_left(cuts, end)
        segments = tuple(
            Segment(
                cuts[at], cuts[at + 1], text[cuts[at] : cuts[at + 1]], *(tuple(layer.get(at, ())) for layer in covering)
            )
            for at in range(first, last)
        )
        found.append(Paragraph(start, end, segments, _is_heading(text[start:end].strip(), titles)))
    return tuple(found)


def within(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans as far as they lie within the text, each once, in text order."""
    cut = {(max(0, one.start), min(len(text), one.end)) for one in spans}
    return tuple(Span(start, end) for start, end in sorted(cut) if start < end)


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        found.append((start, end))
        start = end
    return found


def _covering(cuts: Sequence[int], layer: Spans) -> dict[int, list[int]]:
    """For each stretch between two cuts, by the index of the first, what covers it: in order, each once."""
    found: dict[int, list[int]] = {}
    for number in sorted(layer):
        covered = {
            at for one in layer[number] for at in range(bisect_left(cuts, one.start), bisect_left(cuts, one.end))
        }
        for at in covered:
            found.setdefault(at, []).append(number)
    return found


def _is_heading(line: str, titles: frozenset[str]) -> bool:
    """Whether a line is a heading and its marker alone: 一、主要做法; or one that sentences are said to stand under."""
    if begins_with_marker(line) and len(line) <= _LONGEST and not _SENTENCES.intersection(line[:-1]):
        return True
    return any(line[at:].rstrip("。：:") in titles for at in range(min(_MARKER, len(line)) + 1))
